// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import io.dsm.tck.embedded.TestInside;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Builds what a test deploys: a standalone node of cluster and service {@code tck}. */
public final class TckArchive {

  private final String name;
  private final List<Class<?>> classes = new ArrayList<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> resources = new LinkedHashMap<>();

  private TckArchive(String name) {
    this.name = name;
    settings.put("dsm.cluster-id", "tck");
    settings.put("dsm.service-id", "tck");
  }

  /** An archive of that name with these classes and the classes nested in them. */
  public static TckArchive of(String name, Class<?>... classes) {
    TckArchive archive = new TckArchive(name);
    archive.classes.addAll(List.of(classes));
    return archive;
  }

  /** One more setting, in the configuration file of the application. */
  public TckArchive with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** The same without a setting. */
  public TckArchive without(String key) {
    settings.remove(key);
    return this;
  }

  /** One more file on the class path of the application. */
  public TckArchive file(String path, String text) {
    resources.put(path, text);
    return this;
  }

  /** The archive. */
  public WebArchive build() {
    WebArchive archive =
        ShrinkWrap.create(WebArchive.class, name + ".war")
            .addClasses(classes.toArray(Class<?>[]::new))
            .addClass(TestInside.class)
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            .addAsResource(
                new StringAsset(properties()), "META-INF/microprofile-config.properties");
    ServiceLoader.load(Implementation.class)
        .forEach(implementation -> archive.addAsLibraries(implementation.libraries()));
    resources.forEach((path, text) -> archive.addAsResource(new StringAsset(text), path));
    return archive;
  }

  private String properties() {
    return settings.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
