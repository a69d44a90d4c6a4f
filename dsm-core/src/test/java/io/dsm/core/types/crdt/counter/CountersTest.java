// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.core.types.crdt.laws.Site;
import io.dsm.crdt.BoundedCounter;
import io.dsm.crdt.BoundedCounter.Decrement;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.GCounter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountersTest {
  private final Site<BoundedCounter> a = new Site<>("a", Crdts.boundedCounter());
  private final Site<BoundedCounter> b = new Site<>("b", Crdts.boundedCounter());

  @Test
  void aGrowingCounterRefusesNegativeAmountsAndStopsAtItsLimit() {
    Site<GCounter> left = new Site<>("l", Crdts.gCounter());
    Site<GCounter> right = new Site<>("r", Crdts.gCounter());
    left.crdt().add(Long.MAX_VALUE);
    right.crdt().add(5);
    left.merge(right);

    assertThat(left.crdt().value()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> left.crdt().add(1)).isInstanceOf(DsmException.Rejected.class);
    assertThatThrownBy(() -> left.crdt().add(-1)).isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  void whoHasNoRightsIsRefusedThoughTheCountSuffices() {
    a.crdt().increment(10);
    b.merge(a);

    assertThat(b.crdt().value()).isEqualTo(10);
    assertThat(b.crdt().decrement(1)).isEqualTo(new Decrement.Refused(0));
    assertThat(a.crdt().decrement(3)).isEqualTo(new Decrement.Done(7));
  }

  @Test
  void rightsCanBeHandedOnAndUsedOnce() {
    a.crdt().increment(10);
    assertThat(a.crdt().transfer(b.self(), 4)).isEqualTo(new Decrement.Done(6));
    b.merge(a);

    assertThat(b.crdt().decrement(4)).isEqualTo(new Decrement.Done(0));
    assertThat(b.crdt().decrement(1)).isEqualTo(new Decrement.Refused(0));
    assertThat(a.crdt().decrement(7)).isEqualTo(new Decrement.Refused(6));
    a.merge(b);
    assertThat(a.crdt().value()).isEqualTo(6);
    assertThat(a.crdt().rights(b.self())).isZero();
  }

  @Test
  void twoSidesOfAPartitionNeverUseMoreThanThereIs() {
    a.crdt().increment(10);
    a.crdt().transfer(b.self(), 5);
    b.merge(a);
    for (int i = 0; i < 20; i++) {
      a.crdt().decrement(1);
      b.crdt().decrement(1);
    }
    a.merge(b);

    assertThat(a.crdt().value()).isZero();
    assertThat(a.crdt().rights(a.self()) + a.crdt().rights(b.self())).isZero();
  }

  @Test
  void whoAsksIsGivenHalfOfWhatAnotherHas() {
    a.crdt().increment(10);
    b.merge(a);
    b.crdt().ask(8);
    a.merge(b);

    assertThat(a.crdt().grantAsked(Set.of(a.self()))).isZero();
    assertThat(a.crdt().grantAsked(Set.of(a.self(), b.self()))).isEqualTo(5);
    assertThat(a.crdt().grantAsked(Set.of(a.self(), b.self()))).isEqualTo(2);
    b.merge(a);
    assertThat(b.crdt().rights(b.self())).isEqualTo(7);
    b.crdt().ask(1);
    assertThat(b.crdt().rights(b.self())).isEqualTo(7);
  }

  @Test
  void decrementsWhoseRightsAreNotYetKnownReadAsZero() {
    a.crdt().increment(10);
    a.crdt().transfer(b.self(), 5);
    b.merge(a);
    b.crdt().decrement(5);
    Site<BoundedCounter> c = new Site<>("c", Crdts.boundedCounter());
    c.apply(b.lastDelta());
    assertThat(c.crdt().value()).isZero();
    c.merge(a);
    assertThat(c.crdt().value()).isEqualTo(5);
  }

  @Test
  void amountsThatAreNegativeOrTooGreatAreRejected() {
    a.crdt().increment(Long.MAX_VALUE);
    assertThatThrownBy(() -> a.crdt().increment(1)).isInstanceOf(DsmException.Rejected.class);
    assertThatThrownBy(() -> a.crdt().decrement(-1)).isInstanceOf(DsmException.Rejected.class);
    assertThat(a.crdt().value()).isEqualTo(Long.MAX_VALUE);
  }
}
