// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.flag;

import io.dsm.cdi.config.Keys;
import io.dsm.cdi.config.Plan;
import io.dsm.cdi.model.Declarations;
import io.dsm.cdi.model.Kind;
import io.dsm.cdi.model.Site;
import io.dsm.cdi.model.TypeName;
import io.dsm.register.RegisterCollection;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * The setting that names the collection of flags. It declares that collection like an injection
 * point, so the application may inject it, too, or leave that to another.
 *
 * @param name of the collection; empty if the application has no flags
 */
public record FlagSetting(Optional<String> name) {

  private static final System.Logger LOG = System.getLogger(FlagSetting.class.getName());

  /** The setting of a configuration. */
  public static FlagSetting of(Config config) {
    return new FlagSetting(
        Optional.ofNullable(config.getConfigValue(Keys.FLAGS).getValue())
            .map(String::strip)
            .filter(it -> !it.isEmpty()));
  }

  /** What sites declare, and the collection of flags. */
  public Declarations declare(List<Site> sites) {
    return Declarations.of(Stream.concat(sites.stream(), site().stream()).toList());
  }

  private Optional<Site> site() {
    TypeName text = new TypeName.Plain(String.class.getName());
    TypeName handle = new TypeName.Generic(RegisterCollection.class.getName(), List.of(text));
    return name.map(it -> new Site(Kind.REGISTER, it, handle, false, "the setting " + Keys.FLAGS));
  }

  /**
   * The collection of flags among those that are open.
   *
   * @param open by name
   */
  @SuppressWarnings("unchecked")
  public Optional<RegisterCollection<String>> among(Map<String, ?> open) {
    // The declaration says what it holds, and other declarations of that name were compared.
    return name.map(it -> (RegisterCollection<String>) open.get(it));
  }

  /** Lets a configuration show the flags of a plan that was opened. */
  public void connect(Config config, Plan.Ready plan, Map<String, ?> open) {
    among(open)
        .filter(entries -> !FlagConfigSource.connect(config, entries))
        .ifPresent(
            _ ->
                LOG.log(
                    Level.WARNING,
                    "the configuration of {0} shows no sources, so the flags in {1} have no effect"
                        + " here; read the collection itself",
                    plan.node().serviceId(),
                    name.orElse("")));
  }
}
