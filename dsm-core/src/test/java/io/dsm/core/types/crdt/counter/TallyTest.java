// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Member SELF = new Member(NodeId.of("self"), new Incarnation(1));
  private static final Member OTHER = new Member(NodeId.of("other"), new Incarnation(1));

  private final PnCounters counters = new PnCounters();
  private final List<Tally> told = new ArrayList<>();
  private final Tally tally = new Tally("k", SELF, told::add);

  @Test
  void whatWasAddedIsBeyondTheStateUntilItIsTaken() {
    PnCounterState state = PnCounters.added(PnCounterState.BOTTOM, OTHER, 100);

    tally.add(5);
    tally.add(-2);
    assertThat(state.value() + tally.beyond(state)).isEqualTo(103);

    PnCounterState after = counters.join(state, tally.taken(state));
    assertThat(after.value()).isEqualTo(103);
    assertThat(tally.beyond(after)).isZero();
    // Who still holds the state of before sees the same sum.
    assertThat(state.value() + tally.beyond(state)).isEqualTo(103);
  }

  @Test
  void takingTwiceChangesNothing() {
    tally.add(7);
    PnCounterState state = tally.taken(PnCounterState.BOTTOM);

    assertThat(tally.taken(state)).isSameAs(state);
  }

  @Test
  void manyAdditionsAreToldOnceUntilTheyAreTaken() {
    for (int i = 0; i < 1_000; i++) {
      tally.add(1);
    }
    assertThat(told).containsExactly(tally);

    tally.taken(PnCounterState.BOTTOM);
    tally.add(1);
    assertThat(told).hasSize(2);
  }

  @Test
  void anAdditionOfNothingIsNoNews() {
    tally.add(0);

    assertThat(told).isEmpty();
  }

  @Test
  void aSumThatWouldPass2To64IsRefusedAndNothingIsAdded() {
    tally.add(Long.MAX_VALUE);
    tally.add(Long.MAX_VALUE);
    tally.add(1);

    assertThatThrownBy(() -> tally.add(1)).isInstanceOf(DsmException.Rejected.class);
    PnCounterState state = tally.taken(PnCounterState.BOTTOM);
    assertThat(state.shareOf(SELF).increments()).isEqualTo(-1L);
    tally.add(Long.MIN_VALUE);
    assertThat(tally.taken(state).shareOf(SELF).decrements()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void noAdditionOfManyThreadsIsLostOrCountedTwiceWhileOthersTake() throws InterruptedException {
    int each = 20_000;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int n = 0; n < each; n++) {
                  tally.add(3);
                  tally.add(-2);
                }
              }));
    }
    PnCounterState state = PnCounterState.BOTTOM;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      state = counters.join(state, tally.taken(state));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    state = counters.join(state, tally.taken(state));
    assertThat(tally.beyond(state)).isZero();
    assertThat(state.shareOf(SELF).increments()).isEqualTo(3L * 3 * each);
    assertThat(state.shareOf(SELF).decrements()).isEqualTo(3L * 2 * each);
  }
}
