// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.spi.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakePlanTest {

  private static final long MILLI = 1_000_000;

  private long monotonicMillis = 50;
  private long wallMillis = 1_000_000;
  private final List<Long> delays = new ArrayList<>();

  private final Clock clock =
      new Clock() {
        @Override
        public long monotonicNanos() {
          return monotonicMillis * MILLI;
        }

        @Override
        public long wallMillis() {
          return wallMillis;
        }
      };

  private final WakePlan plan =
      new WakePlan(
          clock,
          (delayNanos, task) -> {
            delays.add(delayNanos / MILLI);
            return () -> {};
          },
          () -> {});

  private void pass(long millis) {
    monotonicMillis += millis;
    wallMillis += millis;
  }

  @Test
  void wakesToCompareTheClocksLongBeforeAnythingIsDue() {
    plan.look();
    plan.add(8_000 * MILLI, 500 * MILLI);
    plan.arm();
    pass(250);

    assertThat(delays).containsExactly(250L);
    assertThat(plan.woke()).isZero();
    assertThat(plan.isDue()).isFalse();
  }

  @Test
  void aConcernThatIsReachedIsDue() {
    plan.look();
    plan.add(200 * MILLI, 500 * MILLI);
    plan.arm();
    pass(200);

    assertThat(delays).containsExactly(200L);
    assertThat(plan.isDue()).isTrue();
  }

  @Test
  void aJumpOfTheWallClockIsDueAtTheNextWaking() {
    plan.look();
    plan.add(8_000 * MILLI, 500 * MILLI);
    plan.arm();
    pass(250);
    wallMillis += 60_000;

    assertThat(plan.isDue()).isTrue();
  }

  @Test
  void aLeaseThatBeginsAddsAnEarlierWakingOnly() {
    plan.look();
    plan.add(8_000 * MILLI, 10_000 * MILLI);
    plan.arm();
    plan.add(9_000 * MILLI, 10_000 * MILLI);
    plan.arm();
    plan.add(1_000 * MILLI, 10_000 * MILLI);
    plan.arm();

    assertThat(delays).containsExactly(5_000L, 1_000L);
  }

  @Test
  void withoutLeasesThereIsNothingToWakeFor() {
    plan.look();
    plan.arm();

    assertThat(delays).isEmpty();
  }
}
