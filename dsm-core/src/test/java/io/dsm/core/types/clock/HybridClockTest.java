// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.types.Seeded;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HybridClockTest {
  private static final Member A = member("a", 1);
  private static final Member B = member("b", 1);

  @Test
  void stampsFollowTheWallClockWhenItMoves() {
    HybridClock clock = HybridClock.inMemory(A, 500);

    assertThat(clock.next(1_000)).isEqualTo(new Version(0, 1_000, 0, A));
    assertThat(clock.next(1_000)).isEqualTo(new Version(0, 1_000, 1, A));
    assertThat(clock.next(1_001)).isEqualTo(new Version(0, 1_001, 0, A));
  }

  @Test
  void stampsRiseWhenTheWallClockJumpsBack() {
    HybridClock clock = HybridClock.inMemory(A, 500);
    clock.next(1_000_000);

    assertThat(clock.next(5)).isEqualTo(new Version(0, 1_000_000, 1, A));
    assertThat(clock.aheadMillis(5)).isEqualTo(999_995);
  }

  @Test
  void aStampMadeAfterAnObservedOneIsAboveIt() {
    HybridClock clock = HybridClock.inMemory(A, 500);
    Version remote = new Version(0, 1_400, 7, B);

    assertThat(clock.observe(remote, 1_000)).isInstanceOf(Observation.Accepted.class);
    assertThat(clock.next(1_000)).isEqualTo(new Version(0, 1_400, 8, A)).isGreaterThan(remote);
  }

  @Test
  void aStampTooFarAheadIsRefusedAndMovesNothing() {
    HybridClock clock = HybridClock.inMemory(A, 500);
    clock.next(1_000);

    assertThat(clock.observe(new Version(0, 1_501, 0, B), 1_000))
        .isEqualTo(new Observation.TooFarAhead(501));
    assertThat(clock.next(1_000)).isEqualTo(new Version(0, 1_000, 1, A));
  }

  @Test
  void aStampAtTheMaximumOffsetIsAccepted() {
    HybridClock clock = HybridClock.inMemory(A, 500);

    assertThat(clock.observe(new Version(0, 1_500, 0, B), 1_000))
        .isInstanceOf(Observation.Accepted.class);
  }

  @Test
  void aFullCounterMovesTheMillisecondForward() {
    HybridClock clock = HybridClock.inMemory(A, 500);
    clock.observe(new Version(0, 1_000, Integer.MAX_VALUE, B), 1_000);

    assertThat(clock.next(1_000)).isEqualTo(new Version(0, 1_001, 0, A));
  }

  @Test
  void anObservedEpochIsKept() {
    HybridClock clock = HybridClock.inMemory(A, 500);
    clock.next(1_000);
    clock.observe(new Version(2, 900, 0, B), 1_000);

    assertThat(clock.next(1_000)).isEqualTo(new Version(2, 1_000, 0, A));
  }

  @Test
  void aRaisedEpochOutranksEverythingBefore() {
    HybridClock clock = HybridClock.inMemory(A, 500);
    Version before = clock.next(9_000);
    clock.raiseEpoch(1);

    assertThat(clock.next(1_000)).isGreaterThan(before);
    clock.raiseEpoch(0);
    assertThat(clock.next(1_000).epoch()).isEqualTo(1);
  }

  @Test
  void noStampIsUsedBeforeItsCeilingIsDurable() {
    List<Long> ceilings = new ArrayList<>();
    HybridClock clock = durable(A, HybridClock.Floor.NONE, ceilings);

    for (long wall = 1_000; wall < 2_000; wall += 10) {
      Version stamp = clock.next(wall);
      assertThat(ceilings.getLast()).isGreaterThanOrEqualTo(stamp.physicalMillis());
    }
    assertThat(ceilings).as("one reservation covers many stamps").hasSizeLessThan(12);
  }

  @Test
  void aRestartedNodeBeginsAboveItsEarlierLifeThoughItsWallClockWentBack() {
    List<Long> ceilings = new ArrayList<>();
    HybridClock first = durable(A, HybridClock.Floor.NONE, ceilings);
    Version last = first.next(50_000);
    for (int i = 0; i < 1_000; i++) {
      last = first.next(50_000 + i / 10);
    }

    HybridClock second =
        durable(member("a", 2), new HybridClock.Floor(0, ceilings.getLast()), ceilings);

    assertThat(second.next(3)).isGreaterThan(last);
  }

  @Test
  void stampsAreStrictlyMonotoneUnderAnyWallClock() {
    Seeded.run(
        2_000,
        random -> {
          List<Long> ceilings = new ArrayList<>();
          HybridClock clock = durable(A, HybridClock.Floor.NONE, ceilings);
          Version last = new Version(0, 0, 0, A);
          for (int i = 0; i < 50; i++) {
            long wall = random.nextLong(2_000);
            if (random.nextBoolean()) {
              clock.observe(
                  new Version(random.nextInt(2), random.nextLong(3_000), random.nextInt(3), B),
                  wall);
            }
            Version next = clock.next(wall);
            assertThat(next).isGreaterThan(last);
            assertThat(next.physicalMillis()).isLessThanOrEqualTo(ceilings.getLast());
            last = next;
          }
        });
  }

  private static HybridClock durable(Member self, HybridClock.Floor floor, List<Long> ceilings) {
    return new HybridClock(
        self, floor, new HybridClock.Settings(500, 100), (epoch, upTo) -> ceilings.add(upTo));
  }

  static Member member(String node, long incarnation) {
    return new Member(NodeId.of(node), new Incarnation(incarnation));
  }
}
