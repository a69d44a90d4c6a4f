// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.support;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.se.SeContainer;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.weld.environment.deployment.WeldResourceLoader;
import org.jboss.weld.environment.se.Weld;

/** A running deployment: a container, its settings and a class loader of its own. */
public final class Deployment implements AutoCloseable {

  private static final String SERVICES =
      "META-INF/services/jakarta.enterprise.inject.spi.Extension";

  private final Config config;
  private final ClassLoader loader;
  private final SeContainer container;

  private Deployment(Config config, ClassLoader loader, SeContainer container) {
    this.config = config;
    this.loader = loader;
    this.container = container;
  }

  /** Collects what to deploy. */
  public static final class Recipe {
    private final Map<String, String> settings = new HashMap<>();
    private final List<Class<?>> beans = new ArrayList<>();
    private ExtensionKind extension = ExtensionKind.PORTABLE;

    private Recipe() {
      settings.put("dsm.cluster-id", "test");
      settings.put("dsm.service-id", "gateway");
    }

    public Recipe beans(Class<?>... classes) {
      beans.addAll(List.of(classes));
      return this;
    }

    public Recipe setting(String key, String value) {
      settings.put(key, value);
      return this;
    }

    public Recipe extension(ExtensionKind kind) {
      extension = kind;
      return this;
    }

    /** Deploys; problems of the deployment are thrown. */
    public Deployment start() {
      ClassLoader loader = new ClassLoader(Deployment.class.getClassLoader()) {};
      Config config =
          new SmallRyeConfigBuilder()
              .addDiscoveredSources()
              .addDiscoveredConverters()
              .withSources(new PropertiesConfigSource(settings, "test settings", 250))
              .build();
      ConfigProviderResolver.instance().registerConfig(config, loader);
      return in(loader, () -> new Deployment(config, loader, weld(loader).initialize()));
    }

    private Weld weld(ClassLoader loader) {
      Weld weld = new Weld(UUID.randomUUID().toString());
      weld.setClassLoader(loader);
      weld.beanClasses(beans.toArray(Class<?>[]::new));
      if (extension == ExtensionKind.BUILD_COMPATIBLE) {
        weld.setResourceLoader(withoutPortableExtension());
        weld.addBuildCompatibleExtensions(DelegatingBuildExtension.class);
      }
      return weld;
    }
  }

  /** A standalone node of service {@code gateway} with the portable extension, and no beans. */
  public static Recipe of(Class<?>... beans) {
    return new Recipe().beans(beans);
  }

  private static WeldResourceLoader withoutPortableExtension() {
    return new WeldResourceLoader() {
      @Override
      public Collection<java.net.URL> getResources(String name) {
        Collection<java.net.URL> found = super.getResources(name);
        return name.equals(SERVICES)
            ? found.stream().filter(url -> !url.toString().contains("dsm-cdi-extension")).toList()
            : found;
      }
    };
  }

  private static <T> T in(ClassLoader loader, java.util.function.Supplier<T> body) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return body.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  public <T> T bean(Class<T> type, Annotation... qualifiers) {
    return container.select(type, qualifiers).get();
  }

  public SeContainer container() {
    return container;
  }

  public ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() {
    in(
        loader,
        () -> {
          if (container.isRunning()) {
            container.close();
          }
          return null;
        });
    ConfigProviderResolver.instance().releaseConfig(config);
  }
}
