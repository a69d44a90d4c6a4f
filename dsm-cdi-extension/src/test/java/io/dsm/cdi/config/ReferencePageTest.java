// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.runtime.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference page lists exactly the settings there are. */
class ReferencePageTest {

  private static final Path PAGE = Path.of("..", "docs", "reference", "configuration.md");
  private static final String COLLECTION = "dsm.collections.\"name\".";

  @Test
  void everySettingIsOnThePageAndNoOther() throws IOException {
    Stream<String> node = Keys.node().stream().map(ReferencePageTest::row);
    Stream<String> network = Keys.network().stream().map(ReferencePageTest::row);
    Stream<String> listed =
        Keys.listed().stream()
            .map(
                key ->
                    row(
                        new Key(
                            "dsm.collections[]." + key.name(),
                            key.type(),
                            key.fallback(),
                            key.meaning())));
    Stream<String> collection =
        Keys.collection().stream()
            .map(
                key ->
                    row(
                        new Key(
                            COLLECTION + key.name(), key.type(), key.fallback(), key.meaning())));
    Stream<String> core =
        Arrays.stream(Setting.values())
            .map(
                setting ->
                    row(
                        new Key(
                            Keys.PREFIX + setting.key(),
                            setting.allowed(),
                            setting.defaultText(),
                            setting.meaning())));
    List<String> expected =
        Stream.of(node, network, listed, collection, core).flatMap(rows -> rows).toList();
    List<String> written =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `dsm.")).toList();
    assertThat(written)
        .as("rows of %s; correct them as the expected rows say", PAGE.getFileName())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String row(Key key) {
    return "| `%s` | %s | %s | %s |"
        .formatted(key.name(), key.type(), key.fallback(), key.meaning());
  }
}
