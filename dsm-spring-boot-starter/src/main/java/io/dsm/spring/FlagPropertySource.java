// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.flag.Flags;
import io.dsm.register.RegisterCollection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The flags of the cluster as a source of the environment: above files and environment variables,
 * below system properties and the command line, which therefore can pin a flag on one node. Empty
 * while the node does not run.
 */
final class FlagPropertySource extends PropertySource<RegisterCollection<String>> {

  static final String NAME = "dsmFlags";

  private final ThreadLocal<Boolean> asksOthers = ThreadLocal.withInitial(() -> false);
  private final ConfigurableEnvironment environment;
  private final Flags flags;

  private FlagPropertySource(
      ConfigurableEnvironment environment, RegisterCollection<String> entries) {
    // Not the environment: an environment as the source of a source is searched in its turn.
    super(NAME, entries);
    this.environment = environment;
    this.flags = new Flags(entries, this::others);
  }

  /** Adds the source to an environment that has none yet. */
  @SuppressWarnings("unchecked")
  static void add(ConfigurableEnvironment environment, RegisterCollection<?> entries) {
    // The setting declares what the collection holds, and other declarations were compared.
    FlagPropertySource source =
        new FlagPropertySource(environment, (RegisterCollection<String>) entries);
    MutablePropertySources sources = environment.getPropertySources();
    if (sources.contains(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
      sources.addAfter(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME, source);
    } else {
      sources.addFirst(source);
    }
  }

  @Override
  public @Nullable Object getProperty(String key) {
    return asksOthers.get() ? null : flags.value(key).orElse(null);
  }

  private Optional<String> others(String key) {
    asksOthers.set(true);
    try {
      return Optional.ofNullable(environment.getProperty(key));
    } catch (IllegalArgumentException unresolved) {
      return Optional.empty();
    } finally {
      asksOthers.remove();
    }
  }
}
