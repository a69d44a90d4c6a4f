// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.crdt.laws.Life;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PnCounterTest {
  private static final Member A = Life.of("a");
  private static final Member B = Life.of("b");
  private final PnCounters counters = new PnCounters();

  @Test
  void additionsOfTwoNodesAddUp() {
    PnCounterState left = add(counters.bottom(), A, 5);
    PnCounterState right = add(add(counters.bottom(), B, -3), B, 10);

    assertThat(counters.join(left, right).value()).isEqualTo(12);
  }

  @Test
  void livesThatAreOverBecomeOneShareAndTheValueStays() {
    PnCounterState state = counters.bottom();
    for (int life = 1; life <= 9; life++) {
      state = add(add(state, life("a", life), 10 * life), life("b", life), -life);
    }
    PnCounterState brief = counters.retired(state, life -> life.incarnation().value() <= 7);
    assertThat(brief.value()).isEqualTo(state.value());
    assertThat(brief.shares()).hasSize(6);
    assertThat(counters.retired(brief, life -> life.incarnation().value() <= 7)).isSameAs(brief);
    assertThat(counters.join(brief, state)).isEqualTo(brief);
    assertThat(counters.join(state, brief)).isEqualTo(brief);
    assertThat(counters.decode(counters.encode(brief))).isEqualTo(brief);
    PnCounterState briefer = counters.retired(brief, life -> life.incarnation().value() <= 8);
    assertThat(briefer.shares()).hasSize(4);
    assertThat(counters.join(brief, briefer)).isEqualTo(briefer);
    assertThat(briefer.value()).isEqualTo(state.value());
  }

  @Test
  void anyReplicaMayMakeThemShortAtAnyTime() {
    Random random = new Random(4);
    for (int round = 0; round < 2_000; round++) {
      PnCounterState full = counters.bottom();
      for (int life = 1; life <= 6; life++) {
        full = add(full, life("a", life), random.nextInt(9) - 4);
        full = add(full, life("b", life), random.nextInt(9) - 4);
      }
      PnCounterState[] replicas = new PnCounterState[3];
      for (int i = 0; i < 3; i++) {
        int over = random.nextInt(6);
        PnCounterState own = add(full, life("c", i + 1), i + 1);
        replicas[i] = counters.retired(own, life -> life.incarnation().value() <= over);
        assertThat(replicas[i].value()).isEqualTo(own.value());
        assertThat(counters.decode(counters.encode(replicas[i]))).isEqualTo(replicas[i]);
      }
      PnCounterState left = counters.join(counters.join(replicas[0], replicas[1]), replicas[2]);
      PnCounterState right = counters.join(replicas[2], counters.join(replicas[1], replicas[0]));
      assertThat(left).isEqualTo(right);
      assertThat(counters.join(left, replicas[random.nextInt(3)])).isEqualTo(left);
      assertThat(counters.encode(left)).isEqualTo(counters.encode(right));
      assertThat(left.value()).as("round " + round).isEqualTo(full.value() + 6);
    }
  }

  private static Member life(String node, long number) {
    return new Member(NodeId.of(node), new Incarnation(number));
  }

  @Test
  void addingZeroIsNoUpdate() {
    PnCounterState state = add(counters.bottom(), A, 5);

    assertThat(PnCounters.added(state, A, 0)).isSameAs(state);
  }

  @Test
  void aDeltaCarriesTheOwnShareOnly() {
    PnCounterState state = add(add(counters.bottom(), A, 5), B, 7);

    assertThat(PnCounters.added(state, A, 1).shares()).containsOnlyKeys(A);
  }

  @Test
  void theValueWrapsAsLongDoes() {
    PnCounterState state = add(add(counters.bottom(), A, Long.MAX_VALUE), B, Long.MAX_VALUE);

    assertThat(state.value()).isEqualTo(Long.MAX_VALUE + Long.MAX_VALUE);
    assertThat(add(state, B, Long.MIN_VALUE).value())
        .isEqualTo(Long.MAX_VALUE + Long.MAX_VALUE + Long.MIN_VALUE);
  }

  @Test
  void aShareThatWouldWrapIsRejectedBecauseItWouldLookOld() {
    PnCounterState state = add(add(counters.bottom(), A, Long.MAX_VALUE), A, Long.MAX_VALUE);

    assertThatThrownBy(() -> add(state, A, 2))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("nothing was added");
  }

  @Test
  void joiningWhatIsKnownKeepsTheObject() {
    PnCounterState state = add(add(counters.bottom(), A, 5), B, 1);

    assertThat(counters.join(state, add(counters.bottom(), A, 5))).isSameAs(state);
  }

  @Test
  void bytesOutOfOrderOrCutShortAreMalformed() {
    byte[] bytes = counters.encode(add(add(counters.bottom(), A, 5), B, 1));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> counters.decode(cut)).isInstanceOf(MalformedBytes.class);
    }
    bytes[2] = 'c';
    assertThatThrownBy(() -> counters.decode(bytes)).isInstanceOf(MalformedBytes.class);
  }

  private PnCounterState add(PnCounterState state, Member self, long amount) {
    return counters.join(state, PnCounters.added(state, self, amount));
  }
}
