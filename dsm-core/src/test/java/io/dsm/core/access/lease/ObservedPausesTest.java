// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.lease.LeaseSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedPausesTest {

  private static final long MILLIS = 1_000_000;
  private static final LeaseSpec<String> THREE_SECONDS =
      LeaseSpec.<String>of("t", "a", "jobs", String.class)
          .timing(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofMillis(500))
          .build();

  private final ObservedPauses pauses = new ObservedPauses();

  @Test
  void aPauseLongerThanTheRenewSkewIsWarnedOfWithWhatToDo() {
    assertThat(pauses.woke(900 * MILLIS, List.of(THREE_SECONDS))).isEmpty();
    assertThat(pauses.woke(1_500 * MILLIS, List.of(THREE_SECONDS)))
        .hasValueSatisfying(
            warning -> assertThat(warning).contains("1500 ms", "jobs", "PT3S", "at least 6000 ms"));
  }

  @Test
  void theSamePauseIsWarnedOfOnceAndOneTwiceAsLongAgain() {
    assertThat(pauses.woke(1_500 * MILLIS, List.of(THREE_SECONDS))).isPresent();
    assertThat(pauses.woke(1_600 * MILLIS, List.of(THREE_SECONDS))).isEmpty();
    assertThat(pauses.woke(3_000 * MILLIS, List.of(THREE_SECONDS))).isPresent();
  }

  @Test
  void aCollectionOpenedAfterThePauseIsCheckedAgainstIt() {
    assertThat(pauses.check(THREE_SECONDS)).isEmpty();
    assertThat(pauses.woke(1_500 * MILLIS, List.of())).isEmpty();
    assertThat(pauses.check(THREE_SECONDS)).isPresent();
  }

  @Test
  void anAlarmThatWasNotPlannedMeansNothing() {
    assertThat(pauses.woke(5 - Long.MAX_VALUE, List.of(THREE_SECONDS))).isEmpty();
  }
}
