// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The settings of a node that have no method of their own on the builder, checked. */
public final class Settings {

  private final Map<Setting, Object> values = new java.util.EnumMap<>(Setting.class);
  private final Map<String, String> transport = new TreeMap<>();

  private Settings() {}

  /**
   * Checks settings given as text, by key without the {@code dsm.} prefix.
   *
   * @throws DsmException.Rejected naming the key, the value and what is allowed
   */
  public static Settings of(Map<String, String> texts) {
    Settings settings = new Settings();
    for (Setting setting : Setting.values()) {
      String text = texts.getOrDefault(setting.key(), setting.defaultText());
      settings.values.put(setting, setting.parse(text));
    }
    texts.forEach(
        (key, value) -> {
          if (key.startsWith(Setting.TRANSPORT_PREFIX) && Setting.byKey(key).isEmpty()) {
            settings.transport.put(key.substring(Setting.TRANSPORT_PREFIX.length()), value);
          } else if (Setting.byKey(key).isEmpty()) {
            throw unknown(key);
          }
        });
    return settings;
  }

  Duration duration(Setting setting) {
    return (Duration) value(setting);
  }

  long nanos(Setting setting) {
    return duration(setting).toNanos();
  }

  long number(Setting setting) {
    return (Long) value(setting);
  }

  int count(Setting setting) {
    return Math.toIntExact(number(setting));
  }

  boolean flag(Setting setting) {
    return (Boolean) value(setting);
  }

  /** Settings only the transport knows, without their prefix. */
  Map<String, String> transport() {
    return transport;
  }

  private Object value(Setting setting) {
    Object value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException(setting + " has no value");
    }
    return value;
  }

  private static DsmException.Rejected unknown(String key) {
    return new DsmException.Rejected(
        "there is no setting '"
            + key
            + "'; the node was not built; did you mean '"
            + Setting.closest(key).key()
            + "'? Known settings: "
            + Setting.keys());
  }
}
