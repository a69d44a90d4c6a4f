// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.crdt.laws.Life;
import java.util.Arrays;
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
