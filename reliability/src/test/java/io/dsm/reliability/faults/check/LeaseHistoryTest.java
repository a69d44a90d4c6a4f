// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LeaseHistoryTest {

  private static List<String> judge(String... lines) {
    LeaseHistory history = new LeaseHistory();
    for (String line : lines) {
      String[] words = line.split(" ", 2);
      assertThat(history.hear(words[0], words[1].split(" "))).isTrue();
    }
    Violations violations = new Violations();
    history.judge(violations);
    return violations.all();
  }

  @Test
  void ownersOneAfterAnotherUnderGrowingTokensAreRight() {
    assertThat(
            judge(
                "n1 grant k 0 1 1",
                "n1 held k 2 5 1",
                "n1 held k 2 8 1",
                "n2 grant k 5 9 2",
                "n2 held k 9 12 2"))
        .isEmpty();
  }

  @Test
  void twoHoldersAtOnceAreFound() {
    assertThat(judge("n1 held k 2 8 1", "n2 held k 7 9 2")).hasSize(1);
  }

  @Test
  void theGapBetweenTwoSightsUnderOneTokenIsHeldToo() {
    assertThat(judge("n1 held k 2 3 1", "n1 held k 8 9 1", "n2 held k 5 6 2")).isNotEmpty();
  }

  @Test
  void aTokenThatGoesBackIsFound() {
    assertThat(judge("n1 grant k 0 1 5", "n2 grant k 2 3 4")).hasSize(1);
    assertThat(judge("n1 grant k 0 3 5", "n2 grant k 2 4 4")).isEmpty();
  }

  @Test
  void oneTokenForTwoIsFound() {
    assertThat(judge("n1 grant k 0 3 5", "n2 grant k 2 4 5")).hasSize(1);
  }

  @Test
  void anOldTokenThatIsValidAgainIsFound() {
    assertThat(judge("n1 held k 5 6 2", "n1 held k 7 8 1")).hasSize(1);
  }
}
