// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.replication.Stability.Progress;
import io.dsm.crdt.VersionVector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What all have passed is stable, and nothing else. */
class StabilityTest {

  private static final Member A = new Member(NodeId.of("a"), new Incarnation(1));
  private static final Member B = new Member(NodeId.of("b"), new Incarnation(1));
  private static final Member B2 = new Member(NodeId.of("b"), new Incarnation(2));
  private static final VersionVector BOTH = new VersionVector(Map.of(A, 7L, B, 9L));

  private final Stability stability = new Stability(Roster.NOBODY);

  private void see(Member... members) {
    stability.visible(List.of(members), _ -> false, 0);
  }

  private void tellAll(long atMillis, long passedMillis) {
    stability.told(A, new Progress(7, atMillis, passedMillis, 0));
    stability.told(B, new Progress(9, atMillis, passedMillis, 0));
  }

  @Test
  void whatEverybodySaysToHavePassedIsStable() {
    see(A, B);
    tellAll(100, 90);
    stability.pass(200, BOTH, 0);
    assertThat(stability.passedMillis()).isEqualTo(100);
    assertThat(stability.stableMillis()).isEqualTo(90);
  }

  @Test
  void nothingIsPassedBeforeAllWhoMustExistHaveBeenMet() {
    Stability named = new Stability(new Roster(Set.of(A.node(), B.node()), 2));
    named.visible(List.of(A), _ -> false, 0);
    named.told(A, new Progress(7, 100, 90, 0));
    named.pass(200, BOTH, 0);
    assertThat(named.passedMillis()).isZero();
    named.visible(List.of(A, B2), _ -> false, 0);
    named.visible(List.of(A), _ -> true, 0);
    named.pass(200, BOTH, 0);
    assertThat(named.passedMillis()).isEqualTo(100);
  }

  @Test
  void nothingIsPassedBeforeTheLatestOperationOfEachIsKnown() {
    see(A, B);
    tellAll(100, 90);
    stability.pass(200, new VersionVector(Map.of(A, 7L, B, 8L)), 0);
    assertThat(stability.passedMillis()).isZero();
    stability.pass(200, BOTH, 0);
    assertThat(stability.passedMillis()).isEqualTo(100);
  }

  @Test
  void nothingIsPassedWhileAnotherHasOtherOperationsOfSomebodyWhoIsGone() {
    see(A, B);
    tellAll(100, 90);
    stability.pass(200, BOTH, 5);
    assertThat(stability.passedMillis()).isZero();
  }

  @Test
  void aNewcomerHoldsItUpUntilItHasSpoken() {
    see(A);
    tellAll(100, 90);
    stability.pass(200, BOTH, 0);
    assertThat(stability.stableMillis()).isEqualTo(90);
    see(A, B);
    assertThat(stability.stableMillis()).isZero();
    tellAll(300, 290);
    stability.pass(400, BOTH, 0);
    assertThat(stability.stableMillis()).isEqualTo(290);
  }

  @Test
  void whoIsAwayHoldsItUpUntilItIsGivenUp() {
    see(A, B);
    tellAll(100, 90);
    stability.pass(200, BOTH, 0);
    see(A);
    stability.told(A, new Progress(7, 500, 500, 0));
    stability.pass(600, BOTH, 0);
    assertThat(stability.stableMillis()).isEqualTo(90);
    stability.giveUp(1_000, 2_000);
    assertThat(stability.stableMillis()).isEqualTo(90);
    stability.giveUp(1_000, 500);
    stability.pass(600, BOTH, 0);
    assertThat(stability.stableMillis()).isEqualTo(500);
  }

  @Test
  void whoLeftOnPurposeOrLivesAnewIsNotWaitedFor() {
    see(A, B);
    tellAll(100, 90);
    stability.visible(List.of(A), B::equals, 0);
    stability.told(A, new Progress(7, 500, 500, 0));
    stability.pass(600, BOTH, 0);
    assertThat(stability.stableMillis()).isEqualTo(500);
    see(A, B);
    see(A);
    see(A, B2);
    stability.told(A, new Progress(7, 700, 700, 0));
    stability.told(B2, new Progress(0, 700, 700, 0));
    stability.pass(800, BOTH, 0);
    assertThat(stability.stableMillis()).isEqualTo(700);
  }
}
