// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.core.types.crdt.laws.Site;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtSpec.Kind;
import io.dsm.crdt.Crdts;
import io.dsm.crdt.LwwMap;
import io.dsm.crdt.ObservedRemoveMap;
import io.dsm.crdt.PnCounter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sequences after which maps of other libraries had old contents back, or lost new ones. */
class ObservedRemoveMapTest {
  private static final Kind<ObservedRemoveMap<String, PnCounter>> COUNTERS =
      Crdts.observedRemoveMap(String.class, Crdts.pnCounter());
  private static final Kind<ObservedRemoveMap<String, AddWinsSet<String>>> SETS =
      Crdts.observedRemoveMap(String.class, Crdts.addWinsSet(String.class));

  private final Site<ObservedRemoveMap<String, PnCounter>> a = new Site<>("a", COUNTERS);
  private final Site<ObservedRemoveMap<String, PnCounter>> b = new Site<>("b", COUNTERS);
  private final Site<ObservedRemoveMap<String, PnCounter>> c = new Site<>("c", COUNTERS);

  @Test
  void aKeyRemovedAndAddedAgainBeginsAtZero() {
    a.crdt().at("k").add(5);
    b.merge(a);
    b.crdt().remove("k");
    b.crdt().at("k").add(1);
    a.merge(b);

    assertThat(a.crdt().at("k").value()).isEqualTo(1);
  }

  @Test
  void ofAConcurrentIncrementAndRemovalOnlyTheIncrementSurvives() {
    a.crdt().at("k").add(5);
    b.merge(a);
    a.crdt().at("k").add(1);
    b.crdt().remove("k");
    a.merge(b);
    b.merge(a);

    assertThat(a.crdt().at("k").value()).isEqualTo(1);
    assertThat(b.bytes()).isEqualTo(a.bytes());
  }

  @Test
  void aReplicaThatStillHasARemovedKeyDoesNotBringItBack() {
    a.crdt().at("k").add(5);
    b.merge(a);
    c.merge(a);
    a.crdt().remove("k");
    a.merge(b);
    a.merge(c);

    assertThat(a.crdt().contains("k")).isFalse();
  }

  @Test
  void aKeyAddedAgainWhileAnotherReplicaHasTheOldOneHasNewContentsOnly() {
    Site<ObservedRemoveMap<String, AddWinsSet<String>>> left = new Site<>("left", SETS);
    Site<ObservedRemoveMap<String, AddWinsSet<String>>> right = new Site<>("right", SETS);
    left.crdt().at("k").add("old");
    right.merge(left);
    left.crdt().remove("k");
    left.crdt().at("k").add("new");
    left.merge(right);
    right.merge(left);

    assertThat(left.crdt().at("k").elements()).containsExactly("new");
    assertThat(right.bytes()).isEqualTo(left.bytes());
  }

  @Test
  void replicateThenRemoveThenMergeEndsEmptyInEveryOrder() {
    a.crdt().at("k").add(5);
    b.merge(a);
    c.merge(a);
    b.crdt().remove("k");
    for (var order : List.of(List.of(a, b, c), List.of(c, b, a), List.of(b, a, c))) {
      Site<ObservedRemoveMap<String, PnCounter>> end = new Site<>("end", COUNTERS);
      order.forEach(end::merge);
      assertThat(end.crdt().keys()).isEmpty();
    }
  }

  @Test
  void aRemovalThatOvertakesTheUpdateHoldsWhenTheUpdateComes() {
    a.crdt().at("k").add(5);
    Object update = a.lastDelta();
    b.apply(update);
    b.crdt().remove("k");
    c.apply(b.lastDelta());
    c.apply(update);

    assertThat(c.crdt().size()).isZero();
  }

  @Test
  void aRemovalTakesExactlyWhatItHasSeenAlsoAfterManyIncrements() {
    for (int i = 0; i < 100; i++) {
      a.crdt().at("k").increment();
    }
    b.merge(a);
    for (int i = 0; i < 10; i++) {
      a.crdt().at("k").increment();
    }
    b.crdt().remove("k");
    a.merge(b);

    assertThat(a.crdt().at("k").value()).isEqualTo(10);
  }

  @Test
  void aRemovalByOneWhoLagsFarTakesMoreAndNeverBringsOldContentsBack() {
    a.crdt().at("k").add(1_000);
    b.merge(a);
    for (int i = 0; i < 100; i++) {
      a.crdt().at("k").increment();
    }
    b.crdt().remove("k");
    a.merge(b);

    assertThat(a.crdt().at("k").value()).isEqualTo(15);
  }

  @Test
  void aCounterInAMapStaysSmall() {
    for (int i = 0; i < 10_000; i++) {
      a.crdt().at("k").increment();
      b.apply(a.lastDelta());
    }

    assertThat(b.crdt().at("k").value()).isEqualTo(10_000);
    assertThat(b.bytes()).isEqualTo(a.bytes());
    assertThat(a.bytes().length).isLessThan(120);
    assertThat(a.lastBytes().length).isLessThan(50);
  }

  @Test
  void removedKeysLeaveNothing() {
    for (int i = 0; i < 1_000; i++) {
      a.crdt().at("k" + i % 10).increment();
      b.merge(a);
      b.crdt().remove("k" + i % 10);
      a.merge(b);
    }

    assertThat(a.bytes().length).isLessThan(20);
  }

  @Test
  void anEmptiedValueTakesItsKeyAway() {
    Site<ObservedRemoveMap<String, AddWinsSet<String>>> site = new Site<>("s", SETS);
    site.crdt().at("k").add("x");
    site.crdt().at("k").remove("x");

    assertThat(site.crdt().contains("k")).isFalse();
  }

  @Test
  void whatCannotBeTakenAwayIsRefusedAsAValue() {
    assertThatThrownBy(() -> Crdts.observedRemoveMap(String.class, Crdts.ddSketch()))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("a map cannot hold");
  }

  @Test
  void ofAConcurrentWriteAndRemovalInALwwMapTheWriteSurvives() {
    Site<LwwMap<String, String>> left = new Site<>("l", Crdts.lwwMap(String.class, String.class));
    Site<LwwMap<String, String>> right = new Site<>("r", Crdts.lwwMap(String.class, String.class));
    left.crdt().put("k", "old");
    right.merge(left);
    left.crdt().remove("k");
    right.crdt().put("k", "new");
    left.merge(right);

    assertThat(left.crdt().entries()).containsOnlyKeys("k").containsValue("new");
  }
}
