// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmException;
import io.dsm.core.consensus.ReplicatedLog;
import io.dsm.core.consensus.ReplicatedLogProvider;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.raft.sim.AppendingMachine;
import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log of three voters: order, agreement, and what a minority answers. */
class ThreeVotersTest {

  private final Cluster cluster = new Cluster(1, 3).startAll();

  @AfterEach
  void nothingContradicts() {
    assertThat(cluster.truth().violations()).isEmpty();
  }

  @Test
  void electsOneLeaderWithinTwoSeconds() {
    cluster.schedule().runFor(2 * Cluster.SECONDS);

    assertThat(cluster.seats()).filteredOn(Seat::isLeading).hasSize(1);
    Seat leader = cluster.awaitLeader();
    for (Seat seat : cluster.seats()) {
      assertThat(seat.log().status().leader()).contains(leader.node());
      assertThat(seat.log().status().role())
          .isEqualTo(seat == leader ? Role.LEADER : Role.FOLLOWER);
      assertThat(seat.log().status().voters()).hasSize(3);
    }
  }

  @Test
  void aCommandProposedOnTheLeaderIsAppliedByAllInOrder() {
    Seat leader = cluster.awaitLeader();
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      answers.add(cluster.propose(leader, "c" + i));
    }
    cluster.await("answers", () -> answers.stream().allMatch(CompletableFuture::isDone));
    cluster.awaitAgreement();

    for (int i = 0; i < 500; i++) {
      assertThat(AppendingMachine.sizeIn(answers.get(i).join())).isEqualTo(i + 1);
      assertThat(cluster.seat(2).machine().commands().get(i)).isEqualTo("c" + i);
    }
  }

  @Test
  void aLeaderThatYieldsIsFollowedByAnotherWithoutAnElectionTimeout() {
    Seat leader = cluster.awaitLeader();
    cluster.commit("before");
    long start = cluster.schedule().now();
    CompletableFuture<Void> yielded = leader.log().yieldLeadership().toCompletableFuture();
    cluster.awaitLeaderBut(leader);

    assertThat(yielded).isCompleted();
    assertThat(leader.isLeading()).isFalse();
    assertThat(cluster.schedule().now() - start).isLessThan(Cluster.SECONDS / 2);
    cluster.commit("after");
  }

  @Test
  void aFollowerHasNothingToYield() {
    cluster.awaitLeader();
    CompletableFuture<Void> yielded =
        cluster.followers().get(0).log().yieldLeadership().toCompletableFuture();
    cluster.await("an answer", yielded::isDone);

    assertThat(yielded).isCompleted();
  }

  @Test
  void aFollowerAnswersWhoLeads() {
    Seat leader = cluster.awaitLeader();
    cluster.commit("known");
    CompletableFuture<byte[]> answer = cluster.propose(cluster.followers().get(0), "x");
    cluster.await("an answer", answer::isDone);

    assertThat(failure(answer))
        .isInstanceOfSatisfying(
            ReplicatedLog.NotLeader.class,
            notLeader -> assertThat(notLeader.leader()).contains(leader.node()));
  }

  @Test
  void aLeaderCutOffCommitsNothingAnswersAndStepsDown() {
    cluster.commit("before");
    Seat old = cluster.awaitLeader();
    cluster.isolate(old);
    CompletableFuture<byte[]> write = cluster.propose(old, "lost");
    CompletableFuture<byte[]> read = old.log().read(new byte[0]).toCompletableFuture();
    boolean answered =
        cluster.schedule().runUntil(2 * Cluster.SECONDS, () -> write.isDone() && read.isDone());

    assertThat(answered).isTrue();
    assertThat(failure(write)).isInstanceOf(DsmException.Indeterminate.class);
    assertThat(failure(read)).isInstanceOf(ReplicatedLog.NotLeader.class);
    assertThat(old.isLeading()).isFalse();
    assertThat(old.machine().commands()).containsExactly("before");
  }

  @Test
  void theMajorityGoesOnAndAfterHealingAllAgree() {
    cluster.commit("before");
    Seat old = cluster.awaitLeader();
    cluster.isolate(old);
    cluster.propose(old, "lost");
    cluster.awaitLeaderBut(old);
    cluster.commit("during");
    cluster.heal();
    cluster.commit("after");
    cluster.awaitAgreement();

    assertThat(old.machine().commands()).containsExactly("before", "during", "after");
  }

  @Test
  void aReadSeesEveryCommandAcknowledgedBefore() {
    Seat leader = cluster.awaitLeader();
    cluster.commit(20, "c");
    List<CompletableFuture<byte[]>> reads = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      reads.add(leader.log().read(new byte[0]).toCompletableFuture());
    }
    cluster.await("answers", () -> reads.stream().allMatch(CompletableFuture::isDone));

    assertThat(reads).allSatisfy(r -> assertThat(AppendingMachine.sizeIn(r.join())).isEqualTo(20));
  }

  @Test
  void leadershipIsToldWhenItBeginsAndWhenItCeases() {
    Seat first = cluster.awaitLeader();
    cluster.isolate(first);
    Seat second = cluster.awaitLeaderBut(first);
    cluster.schedule().runFor(3 * Cluster.SECONDS);

    assertThat(first.machine().leaderships()).containsExactly(true, false);
    assertThat(second.machine().leaderships()).containsExactly(true);
  }

  @Test
  void aStoppedVoterAnswersAndTheOthersElectAnew() {
    Seat leader = cluster.awaitLeader();
    CompletableFuture<byte[]> answer = cluster.propose(leader, "x");
    ReplicatedLog log = leader.log();
    leader.stop();
    cluster.awaitLeaderBut(leader);

    assertThat(answer).isDone();
    assertThat(failure(log.propose(new byte[1]).toCompletableFuture()))
        .isInstanceOf(DsmException.class);
    assertThat(log.status().role()).isEqualTo(Role.INACTIVE);
    assertThat(leader.machine().isLeading()).isFalse();
  }

  @Test
  void theServiceLoaderFindsTheProvider() {
    assertThat(ServiceLoader.load(ReplicatedLogProvider.class))
        .hasAtLeastOneElementOfType(RaftLogProvider.class);
  }

  @Test
  void aCommandOverTheLimitIsRefused() {
    byte[] large = new byte[1 << 20];

    assertThat(failure(cluster.awaitLeader().log().propose(large).toCompletableFuture()))
        .isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  void commandsBeyondThePendingLimitAreUnavailableAndDidNotHappen() {
    Cluster small = new Cluster(1, 3, Cluster.timing(10, 50_000)).startAll();
    Seat leader = small.awaitLeader();
    small.commit("first");
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(small.propose(leader, "c" + i));
    }
    small.await("answers", () -> answers.stream().allMatch(CompletableFuture::isDone));
    long acknowledged = answers.stream().filter(a -> !a.isCompletedExceptionally()).count();

    assertThat(acknowledged).isBetween(1L, 49L);
    assertThat(answers)
        .filteredOn(CompletableFuture::isCompletedExceptionally)
        .allSatisfy(a -> assertThat(failure(a)).isInstanceOf(DsmException.Unavailable.class));
    assertThat(leader.machine().commands()).hasSize((int) acknowledged + 1);
  }

  static Throwable failure(CompletableFuture<byte[]> answer) {
    try {
      answer.join();
      throw new AssertionError("no failure");
    } catch (CompletionException e) {
      return e.getCause();
    }
  }
}
