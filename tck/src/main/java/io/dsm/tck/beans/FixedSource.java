// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.beans;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Sources of configuration with fixed values. */
public abstract class FixedSource implements ConfigSource {

  private final String name;
  private final int ordinal;
  private final Map<String, String> values;

  FixedSource(String name, int ordinal, Map<String, String> values) {
    this.name = name;
    this.ordinal = ordinal;
    this.values = values;
  }

  /** Beats the file of the application. */
  public static final class High extends FixedSource {
    public High() {
      super("high", 700, Map.of("dsm.node-id", "from-source"));
    }
  }

  /** Is beaten by it. */
  public static final class Low extends FixedSource {
    public Low() {
      super("low", 1, Map.of("dsm.service-id", "from-low"));
    }
  }

  @Override
  public Map<String, String> getProperties() {
    return values;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public int getOrdinal() {
    return ordinal;
  }

  @Override
  public @Nullable String getValue(String key) {
    return values.get(key);
  }

  @Override
  public String getName() {
    return name;
  }
}
