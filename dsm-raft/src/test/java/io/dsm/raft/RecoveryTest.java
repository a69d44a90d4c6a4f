// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.Seat;
import io.dsm.raft.store.JournalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What voters remember through crashes. */
class RecoveryTest {

  private final Cluster cluster = new Cluster(7, 3, Cluster.timing(100, 40)).startAll();

  @AfterEach
  void nothingContradicts() {
    assertThat(cluster.truth().violations()).isEmpty();
  }

  @Test
  void aKilledVoterComesBackWithWhatItHadAndLearnsTheRest() {
    cluster.commit(10, "before");
    Seat follower = cluster.followers().get(0);
    follower.crash();
    cluster.commit(10, "during");
    follower.start();
    cluster.awaitAgreement();

    assertThat(follower.machine().commands()).hasSize(20);
  }

  @Test
  void allKilledAtOnceLoseNoAcknowledgedCommand() {
    cluster.commit(30, "c");
    List<String> before = List.copyOf(cluster.truth().commands());
    cluster.seats().forEach(Seat::crash);
    cluster.startAll();
    cluster.commit("after");
    cluster.awaitAgreement();

    assertThat(cluster.seat(0).machine().commands()).startsWith(before.toArray(String[]::new));
  }

  @Test
  void aKilledLeaderIsReplacedAndKeepsWhatWasAcknowledged() {
    for (int round = 0; round < 10; round++) {
      cluster.commit("round" + round);
      Seat leader = cluster.awaitLeader();
      leader.crash();
      cluster.awaitLeaderBut(leader);
      cluster.commit("without" + round);
      leader.start();
    }
    cluster.awaitAgreement();

    assertThat(cluster.seat(1).machine().commands()).hasSize(20);
  }

  @Test
  void aVoterRestartedAgainAndAgainDuringElectionsNeverVotesTwiceInATerm() {
    for (int round = 0; round < 60; round++) {
      cluster.seat(round % 3).restart();
      cluster.schedule().runFor(cluster.schedule().below(400) * Cluster.MILLIS);
    }
    cluster.commit("after");

    assertThat(cluster.truth().violations()).isEmpty();
  }

  @Test
  void aSnapshotTakesThePlaceOfTheLogAndSurvivesARestart() {
    cluster.commit(95, "c");
    cluster.awaitAgreement();
    assertThat(cluster.seats()).allSatisfy(s -> assertThat(s.disk().checkpoints()).isEqualTo(2));
    assertThat(cluster.seats()).allSatisfy(s -> assertThat(s.disk().recordCount()).isLessThan(40));
    cluster.seats().forEach(Seat::restart);
    cluster.commit("after");
    cluster.awaitAgreement();

    assertThat(cluster.seats()).allSatisfy(s -> assertThat(s.machine().installs()).isEqualTo(1));
  }

  @Test
  void aJournalThatGrowsTooLargeIsMadeSmallerBeforeTheRegularSnapshot() {
    Cluster large = new Cluster(7, 3).startAll();
    large.seats().forEach(seat -> seat.disk().countRecordsAs(1 << 20));
    large.commit(300, "c");
    large.seats().forEach(Seat::restart);
    large.commit("after");
    large.awaitAgreement();

    assertThat(large.seats())
        .allSatisfy(seat -> assertThat(seat.disk().checkpoints()).isGreaterThan(2));
    assertThat(large.truth().violations()).isEmpty();
    assertThat(large.seat(0).machine().commands()).hasSize(301);
  }

  @Test
  void aVoterThatMissedMoreThanTheLogHoldsGetsASnapshot() {
    Seat late = cluster.followers().get(0);
    cluster.isolate(late);
    cluster.commit(200, "c");
    cluster.heal();
    cluster.awaitAgreement();

    assertThat(late.machine().installs()).isPositive();
    assertThat(late.machine().commands()).hasSize(200);
  }

  @Test
  void aSnapshotThatCameFromTheLeaderSurvivesARestart() {
    Seat late = cluster.followers().get(0);
    cluster.isolate(late);
    cluster.commit(200, "c");
    cluster.heal();
    cluster.awaitAgreement();
    late.restart();
    cluster.commit("after");
    cluster.awaitAgreement();

    assertThat(late.machine().commands()).hasSize(201);
  }

  @Test
  void aVoterWhoseDiskFailsStopsVotingAnswersItsCallersAndTheOthersGoOn() {
    cluster.commit("before");
    Seat leader = cluster.awaitLeader();
    leader.disk().failAfterSyncs(1);
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(cluster.propose(leader, "c" + i));
    }
    cluster.await("answers", () -> answers.stream().allMatch(CompletableFuture::isDone));
    cluster.awaitLeaderBut(leader);
    cluster.commit("after");

    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(ThreeVotersTest.failure(answer))
                    .isInstanceOf(DsmException.Indeterminate.class));
    assertThat(leader.log().status().role()).isEqualTo(Role.INACTIVE);
    assertThat(leader.isLeading()).isFalse();
    leader.disk().repair();
    leader.restart();
    cluster.awaitAgreement();
  }

  @Test
  void aFollowerWhoseDiskFailsAcknowledgesNothingItCannotKeep() {
    cluster.commit("before");
    Seat leader = cluster.awaitLeader();
    cluster.followers().forEach(follower -> follower.disk().failAfterSyncs(1));
    CompletableFuture<byte[]> answer = cluster.propose(leader, "x");
    cluster.await("an answer", answer::isDone);

    assertThat(ThreeVotersTest.failure(answer)).isInstanceOf(DsmException.Indeterminate.class);
    assertThat(leader.machine().commands()).containsExactly("before");
  }

  @Test
  void aJournalOfAnotherVoterIsRefused() {
    cluster.commit("x");
    Seat seat = cluster.seat(0);
    seat.crash();
    var journal = seat.disk().mount();
    var store = new JournalStore(journal, failure -> {});

    assertThatThrownBy(() -> store.recover(cluster.seat(1).id(), false))
        .isInstanceOf(DsmException.Fatal.class)
        .hasMessageContaining("belongs to voter 'a'");
  }

  @Test
  void aSingleVoterServesAtOnceAndRemembers() {
    Cluster single = new Cluster(3, 1).startAll();
    single.commit(10, "c");
    single.seat(0).restart();
    single.commit("after");

    assertThat(single.seat(0).machine().commands()).hasSize(11);
  }
}
