// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import io.dsm.DsmException;
import io.dsm.cdi.model.Problem;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/** Reads single settings and reports those that cannot be read. */
final class Settings {

  private final Config config;
  private final Consumer<Problem> problems;

  Settings(Config config, Consumer<Problem> problems) {
    this.config = config;
    this.problems = problems;
  }

  /** The setting of a key; empty if it is absent or blank. */
  Optional<Setting> find(String key) {
    ConfigValue found = config.getConfigValue(key);
    String value = found.getValue();
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    String source = found.getSourceName();
    return Optional.of(new Setting(key, value.trim(), source == null ? "a default" : source));
  }

  Optional<String> text(String key) {
    return find(key).map(Setting::value);
  }

  /** The parsed value; a value that cannot be parsed is reported and counts as absent. */
  <T> Optional<T> read(String key, Function<String, T> parser, String allowed) {
    return find(key).flatMap(setting -> parse(setting, parser, allowed));
  }

  /** The same for a setting already found. */
  <T> Optional<T> parse(Setting setting, Function<String, T> parser, String allowed) {
    try {
      return Optional.of(parser.apply(setting.value()));
    } catch (IllegalArgumentException | DsmException.Rejected wrong) {
      String reason = wrong.getMessage();
      report(setting.shown(), reason == null ? "the value cannot be read" : reason, allowed);
      return Optional.empty();
    }
  }

  /** The value of a key that must be there; its absence is reported. */
  Optional<Setting> require(String key, String because, String fix) {
    Optional<Setting> found = find(key);
    if (found.isEmpty()) {
      problems.accept(
          new Problem(key, "the setting is missing: " + because, "the node cannot start", fix));
    }
    return found;
  }

  void report(String where, String what, String fix) {
    problems.accept(new Problem(where, what, "the node cannot start", fix));
  }

  void report(Problem problem) {
    problems.accept(problem);
  }

  /** Names of all properties that begin with the prefix. */
  Stream<String> names(String prefix) {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith(prefix))
        .distinct()
        .sorted();
  }
}
