// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.cdi.model.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds keys nobody reads: a misspelt setting must not be silently ignored. */
final class KeyCheck {

  private final Settings settings;
  private final List<String> collections;
  private final boolean dynamic;

  KeyCheck(Settings settings, List<String> collections) {
    this.settings = settings;
    this.collections = collections;
    this.dynamic = settings.text(Keys.DYNAMIC).map("true"::equalsIgnoreCase).orElse(false);
  }

  /**
   * Reports keys that mean nothing and values the core refuses, and returns what is left for the
   * core and the transport, without prefix.
   */
  Map<String, String> others() {
    Map<String, String> others = new TreeMap<>();
    Keys.core().stream().flatMap(key -> settings.find(key).stream()).forEach(offer(others));
    for (String name : settings.names(Keys.PREFIX).toList()) {
      if (!Keys.isNode(name) && !Keys.core().contains(name)) {
        settings
            .find(name)
            .filter(setting -> !isFromEnvironment(setting))
            .ifPresent(setting -> check(setting, others));
      }
    }
    return others;
  }

  private void check(Setting setting, Map<String, String> others) {
    if (setting.key().startsWith(Keys.COLLECTIONS)) {
      checkCollection(setting);
    } else if (setting.key().startsWith(Keys.TRANSPORT)) {
      offer(others).accept(setting);
    } else {
      unknown(setting, closestNodeKey(setting.key()));
    }
  }

  /** Keeps a setting if the core takes its value; if not, it is reported. */
  private Consumer<Setting> offer(Map<String, String> others) {
    return setting -> {
      String key = setting.key().substring(Keys.PREFIX.length());
      settings
          .parse(
              setting,
              value -> io.dsm.core.runtime.Settings.of(Map.of(key, value)),
              "write what is allowed, or remove it")
          .ifPresent(_ -> others.put(key, setting.value()));
    };
  }

  /**
   * Variables such as DSM_PORT_7800_TCP are set by orchestrators for purposes of their own, and a
   * variable does not tell dots from hyphens, so names from there cannot be judged.
   */
  private static boolean isFromEnvironment(Setting setting) {
    String variable = setting.key().replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    return setting.source().startsWith("EnvConfigSource") || System.getenv().containsKey(variable);
  }

  private static Optional<String> closestNodeKey(String name) {
    return Closest.to(
        name.replaceAll("\\[\\d+]$", ""),
        Stream.concat(Keys.node().stream().map(Key::name), Keys.core().stream()).toList());
  }

  private void checkCollection(Setting setting) {
    String rest = setting.key().substring(Keys.COLLECTIONS.length());
    int quote = rest.startsWith("\"") ? rest.indexOf("\".", 1) : -1;
    if (quote > 0) {
      checkParts(setting, rest.substring(1, quote), rest.substring(quote + 2));
      return;
    }
    Optional<String> option = options().filter(known -> rest.endsWith("." + known)).findFirst();
    int end =
        option
            .map(known -> rest.length() - known.length() - 1)
            .orElseGet(() -> Math.max(0, rest.indexOf('.')));
    checkParts(
        setting,
        rest.substring(0, end),
        option.orElseGet(() -> rest.substring(Math.min(rest.length(), end + 1))));
  }

  private void checkParts(Setting setting, String name, String option) {
    if (options().noneMatch(option::equals)) {
      unknown(
          setting,
          Closest.to(option, options().toList()).map(found -> CollectionReader.key(name, found)));
    } else if (!collections.contains(name) && !dynamic) {
      unknownCollection(setting, name);
    } else if (name.contains(".") && !setting.key().contains("\"")) {
      settings.report(
          setting.shown(),
          "the name of the collection contains dots",
          "quote it: " + CollectionReader.key(name, option));
    }
  }

  private static Stream<String> options() {
    return Keys.collection().stream().map(Key::name);
  }

  private void unknown(Setting setting, Optional<String> closest) {
    settings.report(
        setting.shown(),
        "there is no such setting",
        closest.map(found -> "did you mean " + found + "?").orElse("remove it"));
  }

  private void unknownCollection(Setting setting, String name) {
    settings.report(
        new Problem(
            setting.shown(),
            "no injection point or observer names a collection '" + name + "'",
            "the setting would have no effect",
            Closest.to(name, collections)
                .map(found -> "did you mean '" + found + "'?")
                .orElse(
                    "inject the collection, or remove the setting, or allow lookups of undeclared"
                        + " collections with "
                        + Keys.DYNAMIC
                        + "=true")));
  }
}
