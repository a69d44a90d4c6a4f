// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RefHistoryTest {

  private static List<String> judge(String... lines) {
    RefHistory history = new RefHistory();
    for (String line : lines) {
      assertThat(history.hear("n1", line.split(" "))).isTrue();
    }
    Violations violations = new Violations();
    history.judge(violations);
    return violations.all();
  }

  @Test
  void readsAndWritesInOrderAreLinearizable() {
    assertThat(
            judge(
                "r x 0 1 0 -",
                "w? a x 2",
                "w! a 4 1",
                "r x 3 5 0 -",
                "r x 3 5 1 a",
                "w? b x 6",
                "r x 7 9 2 b",
                "w! b 8 2"))
        .isEmpty();
  }

  @Test
  void aReadOfAnOldVersionAfterANewerWriteIsStale() {
    assertThat(judge("w? a x 0", "w! a 1 1", "w? b x 2", "w! b 3 2", "r x 4 5 1 a"))
        .singleElement()
        .asString()
        .contains("not linearizable");
  }

  @Test
  void readsThatGoBackAreStale() {
    assertThat(judge("w? a x 0", "w! a 9 1", "r x 1 2 1 a", "r x 3 4 0 -")).hasSize(1);
  }

  @Test
  void twoWritesOfOneVersionAreASplitBrain() {
    assertThat(judge("w? a x 0", "w! a 1 1", "w? b x 0", "w! b 1 1"))
        .anyMatch(it -> it.contains("two writes of one version"));
  }

  @Test
  void aWriteOfUnknownOutcomeMayTakeEffectLateButNotTwice() {
    assertThat(judge("w? a x 0", "w? b x 1", "w! b 2 1", "r x 3 4 2 a")).isEmpty();
    assertThat(judge("w? a x 0", "r x 1 2 1 a", "w? b x 3", "w! b 4 2", "r x 5 6 3 a"))
        .anyMatch(it -> it.contains("one write at two versions"));
  }

  @Test
  void aRefusedWriteThatIsReadAndAnInventedValueAreViolations() {
    assertThat(judge("w? a x 0", "wx a", "r x 1 2 1 a")).isNotEmpty();
    assertThat(judge("r x 1 2 1 z")).isNotEmpty();
  }

  @Test
  void aReadCannotFindWhatIsWrittenOnlyLater() {
    assertThat(judge("r x 0 1 1 a", "w? a x 2", "w! a 3 1")).isNotEmpty();
  }
}
