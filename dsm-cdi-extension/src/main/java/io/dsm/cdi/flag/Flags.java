// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.flag;

import io.dsm.DsmException;
import io.dsm.register.RegisterCollection;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rule by which an entry of a collection becomes a setting: there is a default elsewhere, the
 * entry has the shape of that default, and it is no setting of DSM's own. Everything else is as if
 * the entry were not there, and is logged once. Thread-safe; local reads only.
 */
public final class Flags {

  private static final System.Logger LOG = System.getLogger(Flags.class.getName());

  /** How many refused entries are remembered, so that each is logged once. */
  private static final int REMEMBERED = 1_000;

  private final RegisterCollection<String> entries;
  private final Function<String, Optional<String>> defaults;
  private final Map<String, String> refused = new ConcurrentHashMap<>();

  /**
   * Entries over defaults.
   *
   * @param defaults what all other sources say about a key; it must not ask these flags
   */
  public Flags(RegisterCollection<String> entries, Function<String, Optional<String>> defaults) {
    this.entries = entries;
    this.defaults = defaults;
  }

  /** The value that overrides the default of a key, if there is one that may. */
  public Optional<String> value(String key) {
    if (!mayOverride(key)) {
      return Optional.empty();
    }
    Optional<String> entry = entry(key);
    Optional<String> standard = entry.isEmpty() ? Optional.empty() : defaults.apply(key);
    if (entry.isEmpty() || standard.isEmpty()) {
      return Optional.empty();
    }
    String value = entry.get().strip();
    Shape shape = Shape.of(standard.get().strip());
    if (shape.accepts(value) && !value.contains("${")) {
      return Optional.of(value);
    }
    refuse(key, value, shape, standard.get());
    return Optional.empty();
  }

  /** The keys that have a value here. */
  public Set<String> keys() {
    try {
      return entries.all().keySet().stream()
          .filter(key -> value(key).isPresent())
          .collect(Collectors.toUnmodifiableSet());
    } catch (DsmException stopped) {
      return Set.of();
    }
  }

  /** The node's own settings are read before there is a node, and keys of profiles mean others. */
  private static boolean mayOverride(String key) {
    return !key.isEmpty() && !key.startsWith("dsm.") && !key.startsWith("%");
  }

  private Optional<String> entry(String key) {
    try {
      return entries.get(key);
    } catch (DsmException notRunningOrNoKey) {
      return Optional.empty();
    }
  }

  private void refuse(String key, String value, Shape shape, String standard) {
    boolean isNew = refused.size() < REMEMBERED && !value.equals(refused.put(key, value));
    if (isNew) {
      LOG.log(
          Level.WARNING,
          "flag {0} = ''{1}'' has not the shape of its default ''{2}'' ({3}); the default holds;"
              + " write a value like it, without expressions",
          key,
          value,
          standard,
          shape);
    }
  }
}
