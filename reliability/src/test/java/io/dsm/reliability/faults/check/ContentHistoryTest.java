// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentHistoryTest {

  private final ContentHistory history = new ContentHistory();

  private void heard(String... lines) {
    for (String line : lines) {
      assertThat(history.hear(line.split(" "))).isTrue();
    }
  }

  private String problems(long register, long counter) {
    return history.problems(new Content(Map.of("n1-0", register), Map.of("n1", counter)), "");
  }

  @Test
  void whatWasAcknowledgedMustBeThereAndWhatWasOnlyTriedMayBe() {
    heard("put? n1-0 7", "put! n1-0 7", "add? n1", "add! n1", "put? n1-0 8", "add? n1");
    assertThat(problems(7, 1)).isEmpty();
    assertThat(problems(8, 2)).isEmpty();
    assertThat(problems(6, 1)).contains("6 instead of 7");
    assertThat(problems(7, 0)).contains("0 instead of 1 to 2");
    assertThat(problems(9, 1)).contains("never written");
    assertThat(problems(7, 3)).contains("3 instead of 1 to 2");
  }
}
