// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.quarkus.DsmBuildTimeConfig;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference page lists exactly the settings of the extension. */
class QuarkusReferenceTest {

  private static final Path PAGE = Path.of("..", "..", "docs", "reference", "configuration.md");

  @Test
  void everySettingOfTheExtensionIsOnThePageAndNoOther() throws IOException {
    List<String> expected =
        Arrays.stream(DsmBuildTimeConfig.class.getMethods()).map(this::row).toList();
    List<String> written =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `quarkus.dsm."))
            .map(line -> line.substring(0, line.lastIndexOf("|", line.length() - 2)))
            .toList();
    assertThat(written).containsExactlyInAnyOrderElementsOf(expected);
  }

  private String row(Method setting) {
    return "| `quarkus.dsm.%s` | %s | %s "
        .formatted(
            setting.getAnnotation(WithName.class).value(),
            setting.getReturnType() == boolean.class ? "boolean" : "number",
            setting.getAnnotation(WithDefault.class).value());
  }
}
