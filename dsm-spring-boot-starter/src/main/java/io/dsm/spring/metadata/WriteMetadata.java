// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring.metadata;

import io.dsm.cdi.config.Key;
import io.dsm.cdi.config.Keys;
import io.dsm.core.runtime.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what IDEs complete: every setting with its type, default and meaning. */
public final class WriteMetadata {

  private WriteMetadata() {}

  /** Writes the file named by the only argument. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, json());
  }

  /** The document, in the format of Spring Boot. */
  static String json() {
    return Stream.of(node(), network(), core(), collections())
        .flatMap(rows -> rows)
        .sorted()
        .collect(
            Collectors.joining(
                ",\n",
                "{\n  \"groups\": [{\"name\": \"dsm\"}],\n  \"properties\": [\n",
                "\n  ]\n}\n"));
  }

  private static Stream<String> node() {
    return Keys.node().stream().map(key -> row(key.name(), typeOf(key), key));
  }

  private static Stream<String> network() {
    return Keys.network().stream().map(key -> row(key.name(), typeOf(key), key));
  }

  private static Stream<String> core() {
    return Arrays.stream(Setting.values())
        .map(
            setting ->
                new Key(
                    "dsm." + setting.key(),
                    setting.allowed(),
                    setting.defaultText(),
                    setting.meaning() + "; " + setting.allowed()))
        .map(key -> row(key.name(), typeOf(key), key));
  }

  /** The list itself, and each setting of an entry under the name of the list. */
  private static Stream<String> collections() {
    List<Key> ofEntry = Stream.concat(Keys.listed().stream(), Keys.collection().stream()).toList();
    return ofEntry.stream()
        .map(
            key ->
                row(
                    "dsm.collections[]." + key.name(),
                    typeOf(key),
                    new Key(key.name(), key.type(), key.fallback(), key.meaning())));
  }

  private static String typeOf(Key key) {
    String type = key.type();
    if (type.equals("boolean") || type.startsWith("true or false")) {
      return "java.lang.Boolean";
    }
    if (type.equals("port") || type.startsWith("number") || type.startsWith("a number from")) {
      return "java.lang.Integer";
    }
    return type.startsWith("list") ? "java.util.List<java.lang.String>" : "java.lang.String";
  }

  private static String row(String name, String type, Key key) {
    return "    {\"name\": %s, \"type\": %s, \"description\": %s%s}"
        .formatted(quoted(name), quoted(type), quoted(described(key)), defaultOf(key));
  }

  private static String described(Key key) {
    return "class".equals(key.type()) || key.type().indexOf(',') > 0
        ? key.meaning() + " (" + key.type() + ")"
        : key.meaning();
  }

  private static String defaultOf(Key key) {
    return List.of("required", "none", "generated", "derived").contains(key.fallback())
        ? ""
        : ", \"defaultValue\": " + quoted(key.fallback());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
