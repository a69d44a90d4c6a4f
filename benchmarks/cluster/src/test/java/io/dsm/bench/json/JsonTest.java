// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void whatIsWrittenIsReadBack() {
    Map<String, Object> value =
        Map.of(
            "text", "a \"quoted\" \\ line\nbreak",
            "numbers", List.of(1.0, -2.5, 1e9),
            "nested", Map.of("flag", true, "empty", List.of()));
    assertThat(Json.object(Json.write(value))).isEqualTo(value);
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> Json.read("{\"a\":}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.read("[1, 2")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Json.object("[]")).isInstanceOf(IllegalArgumentException.class);
  }
}
