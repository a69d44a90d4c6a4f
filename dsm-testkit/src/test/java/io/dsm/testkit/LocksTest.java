// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cluster.Member;
import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.ReleaseResult;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Locks on a whole cluster, under faults. */
class LocksTest {

  private static final LockSpec REPORT = LockSpec.of("shared", "shop", "report");
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration BRIEF = Duration.ofSeconds(1);

  /** Term 10 s, a hundredth of it twice, grace 500 ms, and the tick of whoever notices. */
  private static final Duration EXCLUSION = Duration.ofMillis(10_703 + 500);

  private final SimulatedCluster cluster =
      SimulatedCluster.of(1, "a", "b", "c").add("client").declare(LocksTest::declare);

  private static void declare(DsmRuntime node) {
    node.lock(REPORT);
  }

  @Test
  void aLockPassesInOrderUnderGrowingTokens() {
    start();
    LockHold first = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    List<CompletionStage<Optional<LockHold>>> waiting = new ArrayList<>();
    for (String name : List.of("client", "b", "c")) {
      waiting.add(lock(name).lockAsync(LONG));
      cluster.advance(BRIEF);
    }
    assertThat(waiting).noneMatch(LocksTest::isDone);
    long token = number(first);
    LockHold before = first;
    for (CompletionStage<Optional<LockHold>> next : waiting) {
      assertThat(cluster.await(before.release())).isEqualTo(ReleaseResult.RELEASED);
      cluster.advance(Duration.ofMillis(100));
      assertThat(isDone(next)).as("told at once, not by the next question").isTrue();
      before = cluster.await(next).orElseThrow();
      assertThat(number(before)).isGreaterThan(token);
      token = number(before);
    }
    assertThat(first.token()).isEmpty();
  }

  @Test
  void callersOfOneNodeShareOnePlaceAndHaveTokensOfTheirOwn() {
    start();
    LockHold holder = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    List<CompletionStage<Optional<LockHold>>> here = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      here.add(lock("b").lockAsync(LONG));
    }
    cluster.advance(BRIEF);
    CompletionStage<Optional<LockHold>> there = lock("c").lockAsync(LONG);
    cluster.advance(BRIEF);
    assertThat(described("client").waiters()).containsExactly(member("b"), member("c"));

    holder.close();
    LockHold one = cluster.await(here.get(0)).orElseThrow();
    cluster.advance(BRIEF);
    assertThat(here.subList(1, 20)).noneMatch(LocksTest::isDone);
    one.close();
    LockHold two = cluster.await(there).orElseThrow();
    assertThat(here.subList(1, 20)).noneMatch(LocksTest::isDone);
    long token = number(two);
    two.close();
    for (CompletionStage<Optional<LockHold>> next : here.subList(1, 20)) {
      LockHold hold = cluster.await(next).orElseThrow();
      assertThat(number(hold)).isGreaterThan(token);
      token = number(hold);
      hold.close();
    }
    cluster.advance(BRIEF);
    assertThat(cluster.await(lock("a").describe())).isEmpty();
  }

  @Test
  void whoWillNotWaitIsToldAtOnce() {
    start();
    LockHold hold = cluster.await(lock("a").lockAsync(Duration.ZERO)).orElseThrow();
    assertThat(cluster.await(lock("a").lockAsync(Duration.ZERO))).isEmpty();
    assertThat(cluster.await(lock("b").lockAsync(Duration.ZERO))).isEmpty();
    assertThat(described("b").waiters()).isEmpty();
    hold.close();
    cluster.advance(BRIEF);
    assertThat(cluster.await(lock("b").lockAsync(Duration.ZERO))).isPresent();
  }

  @Test
  void aWaitEndsWithItsTimeAndLeavesNoPlace() {
    start();
    LockHold hold = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    assertThat(cluster.await(lock("b").lockAsync(Duration.ofSeconds(2)))).isEmpty();
    CompletionStage<Optional<LockHold>> given = lock("c").lockAsync(LONG);
    cluster.advance(BRIEF);
    given.toCompletableFuture().cancel(false);
    cluster.advance(BRIEF);
    assertThat(described("a").waiters()).isEmpty();
    assertThat(hold.isValid()).isTrue();
  }

  @Test
  void releasingTwiceFreesNobodyElse() {
    start();
    LockHold old = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    cluster.await(old.release());
    LockHold present = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    assertThat(cluster.await(old.release())).isEqualTo(ReleaseResult.NOT_HELD);
    cluster.advance(BRIEF);
    assertThat(present.isValid()).isTrue();
  }

  @Test
  void aCrashedHoldersLockPassesWhenItsTermAndGraceAreOver() {
    start();
    LockHold hold = cluster.await(lock("client").lockAsync(LONG)).orElseThrow();
    CompletionStage<Optional<LockHold>> next = lock("b").lockAsync(LONG);
    cluster.advance(Duration.ofSeconds(30));
    assertThat(isDone(next)).as("renewed as long as the holder lives").isFalse();
    cluster.crash("client");
    Duration crashed = cluster.now();
    assertThat(cluster.advanceUntil(() -> isDone(next), EXCLUSION.multipliedBy(2))).isTrue();
    assertThat(cluster.now().minus(crashed)).isLessThan(EXCLUSION.plusMillis(500));
    assertThat(number(cluster.await(next).orElseThrow())).isGreaterThan(1);
    assertThat(hold.isValid()).isFalse();
  }

  @Test
  void aHungHolderFindsOutBeforeItActsAgain() {
    start();
    LockHold hold = cluster.await(lock("client").lockAsync(LONG)).orElseThrow();
    List<String> lost = new ArrayList<>();
    hold.onLost(lost::add);
    CompletionStage<Optional<LockHold>> next = lock("b").lockAsync(LONG);
    cluster.pause("client");
    Duration hung = cluster.now();
    assertThat(cluster.advanceUntil(() -> isDone(next), EXCLUSION.multipliedBy(2))).isTrue();
    assertThat(cluster.now().minus(hung)).isLessThan(EXCLUSION.plusMillis(500));
    assertThat(hold.token()).isEmpty();
    cluster.resume("client");
    cluster.advance(BRIEF);
    assertThat(lost).hasSize(1);
    hold.onLost(lost::add);
    assertThat(lost).as("whoever asks late is told at once").hasSize(2);
  }

  @Test
  void aHolderCutOffLosesTheLockBeforeAnotherHasIt() {
    start();
    LockHold hold = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    List<String> lost = new ArrayList<>();
    hold.onLost(lost::add);
    CompletionStage<Optional<LockHold>> next = lock("b").lockAsync(LONG);
    cluster.advance(BRIEF);
    cluster.partition(Set.of("a"), Set.of("b", "c", "client"));
    assertThat(cluster.advanceUntil(() -> !lost.isEmpty(), EXCLUSION)).isTrue();
    assertThat(isDone(next)).isFalse();
    assertThat(cluster.advanceUntil(() -> isDone(next), EXCLUSION.multipliedBy(2))).isTrue();
    assertThatThrownBy(() -> cluster.await(lock("a").lockAsync(Duration.ofSeconds(3))))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(DsmException.Unavailable.class);
    cluster.heal();
    cluster.advance(Duration.ofSeconds(20));
    CompletionStage<Optional<LockHold>> again = lock("a").lockAsync(LONG);
    cluster.advance(BRIEF);
    cluster.await(next).orElseThrow().close();
    assertThat(number(cluster.await(again).orElseThrow())).isGreaterThan(2);
  }

  @Test
  void theLineSurvivesTheCrashOfTheLeader() {
    start();
    String leader = leader();
    List<String> others = new ArrayList<>(List.of("a", "b", "c"));
    others.remove(leader);
    LockHold hold = cluster.await(lock("client").lockAsync(LONG)).orElseThrow();
    CompletionStage<Optional<LockHold>> first = lock(others.get(0)).lockAsync(LONG);
    cluster.advance(BRIEF);
    CompletionStage<Optional<LockHold>> second = lock(others.get(1)).lockAsync(LONG);
    cluster.advance(BRIEF);
    cluster.crash(leader);
    cluster.advance(Duration.ofSeconds(8));
    assertThat(hold.isValid()).isTrue();
    cluster.await(hold.release());
    LockHold next = cluster.await(first).orElseThrow();
    cluster.advance(BRIEF);
    assertThat(isDone(second)).isFalse();
    next.close();
    assertThat(number(cluster.await(second).orElseThrow())).isEqualTo(3);
  }

  @Test
  void whoDiedWaitingIsNotWaitedFor() {
    start();
    LockHold hold = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    lock("client").lockAsync(LONG);
    cluster.advance(BRIEF);
    CompletionStage<Optional<LockHold>> second = lock("b").lockAsync(LONG);
    cluster.advance(BRIEF);
    cluster.crash("client");
    cluster.advance(Duration.ofSeconds(20));
    hold.close();
    cluster.advance(BRIEF);
    assertThat(isDone(second)).isTrue();
  }

  @Test
  void aNodeThatStopsPassesItsLockOn() {
    start();
    cluster.await(lock("client").lockAsync(LONG));
    CompletionStage<Optional<LockHold>> next = lock("b").lockAsync(LONG);
    cluster.advance(BRIEF);
    cluster.leave("client");
    cluster.advance(BRIEF);
    assertThat(isDone(next)).isTrue();
  }

  @Test
  void aRevokedLockPassesAtOnceAndItsHolderKnows() {
    start();
    LockHold hold = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    List<String> lost = new ArrayList<>();
    hold.onLost(lost::add);
    CompletionStage<Optional<LockHold>> next = lock("b").lockAsync(LONG);
    cluster.advance(BRIEF);
    LeaseDescription<String> present = described("c");
    assertThat(present.ownership().owner()).isEqualTo(member("a"));
    assertThat(present.heldFor()).isBetween(BRIEF, Duration.ofSeconds(3));
    cluster.await(lock("c").revoke(FencingToken.of(number(hold))));
    cluster.advance(BRIEF);
    assertThat(lost).hasSize(1);
    assertThat(hold.isValid()).isFalse();
    assertThat(number(cluster.await(next).orElseThrow())).isEqualTo(2);
  }

  @Test
  void locksOfOtherNamesAreIndependent() {
    start();
    LockHold declared = cluster.await(lock("a").lockAsync(LONG)).orElseThrow();
    FencedLock other = lock("b").named("order-7");
    LockHold named = cluster.await(other.lockAsync(LONG)).orElseThrow();
    assertThat(declared.isValid()).isTrue();
    assertThat(named.isValid()).isTrue();
    assertThat(cluster.await(lock("a").named("order-7").lockAsync(Duration.ZERO))).isEmpty();
    assertThatThrownBy(() -> lock("a").named("")).isInstanceOf(DsmException.Rejected.class);
  }

  private void start() {
    cluster.startAll();
    cluster.advance(Duration.ofSeconds(10));
  }

  private String leader() {
    return cluster
        .runtime("a")
        .diagnostics()
        .consensus()
        .orElseThrow()
        .leader()
        .orElseThrow()
        .value();
  }

  private FencedLock lock(String name) {
    return cluster.runtime(name).lock(REPORT);
  }

  private LeaseDescription<String> described(String name) {
    return cluster.await(lock(name).describe()).orElseThrow();
  }

  private Member member(String name) {
    return cluster.runtime(name).self();
  }

  private static boolean isDone(CompletionStage<?> stage) {
    return stage.toCompletableFuture().isDone();
  }

  private static long number(LockHold hold) {
    return hold.token().orElseThrow().value();
  }
}
