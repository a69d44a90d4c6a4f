// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.flag;

import io.dsm.register.RegisterCollection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The configuration source of the flags. Every configuration finds it; it is empty until the node
 * of the deployment has started, and again after it has stopped, so nothing it says can be needed
 * to start the node. Its ordinal is above files and environment variables and below system
 * properties, which therefore can pin a flag on one node.
 */
public final class FlagConfigSource implements ConfigSource {

  /** Its name in configurations. */
  public static final String NAME = "DSM flags";

  private static final int ORDINAL = 350;

  private final ThreadLocal<Boolean> asksOthers = ThreadLocal.withInitial(() -> false);
  private volatile @Nullable Flags flags;

  /**
   * Connects the source of a configuration with a collection.
   *
   * @return whether the configuration shows its sources
   */
  public static boolean connect(Config config, RegisterCollection<String> entries) {
    Optional<FlagConfigSource> source = of(config);
    source.ifPresent(it -> it.flags = new Flags(entries, key -> it.others(config, key)));
    return source.isPresent();
  }

  /** Empties the source of a configuration. */
  public static void disconnect(Config config) {
    of(config).ifPresent(it -> it.flags = null);
  }

  private static Optional<FlagConfigSource> of(Config config) {
    return StreamSupport.stream(config.getConfigSources().spliterator(), false)
        .filter(FlagConfigSource.class::isInstance)
        .map(FlagConfigSource.class::cast)
        .findFirst();
  }

  /** What the configuration says without this source: profiles and expressions are resolved. */
  private Optional<String> others(Config config, String key) {
    asksOthers.set(true);
    try {
      return Optional.ofNullable(config.getConfigValue(key).getValue());
    } catch (RuntimeException unresolved) {
      return Optional.empty();
    } finally {
      asksOthers.remove();
    }
  }

  @Override
  public @Nullable String getValue(String key) {
    Flags now = flags;
    return now == null || asksOthers.get() ? null : now.value(key).orElse(null);
  }

  @Override
  public Set<String> getPropertyNames() {
    Flags now = flags;
    return now == null || asksOthers.get() ? Set.of() : now.keys();
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  @Override
  public String getName() {
    return NAME;
  }
}
