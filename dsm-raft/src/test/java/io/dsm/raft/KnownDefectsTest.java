// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.NodeId;
import io.dsm.raft.sim.AppendingMachine;
import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.Seat;
import io.dsm.raft.wire.MessageCodec;
import io.microraft.model.message.VoteRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where MicroRaft 0.7 alone goes wrong, each scene as small as it gets. */
class KnownDefectsTest {

  private record Kept(NodeId from, byte[] message) {}

  @Test
  void aVoterWithNothingButASnapshotAndALosersEntriesCatchesUp() {
    Cluster cluster = new Cluster(11, 3, Cluster.timing(100, 10)).startAll();
    cluster.commit(9, "c"); // With the entry that begins the term: index 10, a snapshot.
    cluster.awaitAgreement();
    Seat old = cluster.awaitLeader();
    cluster.isolate(old);
    cluster.propose(old, "lost1");
    cluster.propose(old, "lost2");
    cluster.schedule().runFor(100 * Cluster.MILLIS);
    old.restart();
    cluster.awaitLeaderBut(old);
    cluster.commit("new");
    cluster.heal();
    cluster.awaitAgreement();

    assertThat(old.machine().commands()).hasSize(10).doesNotContain("lost1");
    assertThat(cluster.truth().violations()).isEmpty();
  }

  @Test
  void aVoterThousandsOfEntriesBehindCatchesUpInAFewRoundTrips() {
    Cluster cluster = new Cluster(12, 3).startAll();
    cluster.commit(300, "known");
    Seat late = cluster.followers().get(0);
    cluster.isolate(late);
    Seat leader = cluster.awaitLeader();
    for (int burst = 0; burst < 10; burst++) {
      List<CompletableFuture<byte[]>> answers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        answers.add(cluster.propose(leader, "c" + burst + "-" + i));
      }
      cluster.await("answers", () -> answers.stream().allMatch(CompletableFuture::isDone));
    }
    leader.crash(); // The next leader has to find out what the late one holds.
    late.restart();
    cluster.heal();
    cluster.awaitLeaderBut(leader);
    long before = cluster.schedule().now();
    cluster.commit("after");
    cluster.awaitAgreement();

    assertThat(late.machine().commands()).hasSize(5_301);
    assertThat(cluster.schedule().now() - before).isLessThan(2 * Cluster.SECONDS);
  }

  @Test
  void aLeaderThatWakesUpReplacedDoesNotAnswerAReadFromThePast() {
    Cluster cluster = new Cluster(13, 3).startAll();
    cluster.commit("x");
    Seat old = cluster.awaitLeader();
    List<Kept> answers = new ArrayList<>();
    boolean[] keeping = {true};
    cluster
        .network()
        .tap(
            (from, to, message) -> {
              if (keeping[0] && to.equals(old.node())) {
                answers.add(new Kept(from, message));
              }
            });
    cluster.followers().forEach(follower -> cluster.network().cut(follower.node(), old.node()));
    old.log().read(new byte[0]);
    cluster.schedule().runFor(10 * Cluster.MILLIS);
    keeping[0] = false;
    old.host().pause();
    cluster.isolate(old);
    cluster.awaitLeaderBut(old);
    cluster.commit("y");
    CompletableFuture<byte[]> read = old.log().read(new byte[0]).toCompletableFuture();
    old.host().wake();
    answers.forEach(kept -> old.log().messageReceived(kept.from(), kept.message()));
    cluster.schedule().runFor(Cluster.MILLIS);
    old.host().fireOverdue();
    cluster.schedule().runFor(3 * Cluster.SECONDS);

    assertThat(answers).isNotEmpty();
    assertThat(read).isDone();
    if (!read.isCompletedExceptionally()) {
      assertThat(AppendingMachine.sizeIn(read.join())).isEqualTo(2);
    }
  }

  @Test
  void aVoterAheadInTermAndOneAheadInLogElectALeader() {
    Cluster cluster = new Cluster(14, 3).startAll();
    cluster.commit("x");
    List<Seat> candidates = new ArrayList<>();
    cluster
        .network()
        .tap((from, to, message) -> isolateCandidate(cluster, candidates, message, from));
    cluster.isolate(cluster.awaitLeader());
    cluster.await("a candidate", () -> !candidates.isEmpty());
    cluster.heal();
    Seat ahead = candidates.get(0);
    cluster.isolate(ahead);
    cluster.commit("y");
    cluster.schedule().runFor(5 * Cluster.SECONDS); // Its term rises with every vain election.
    ahead.restart();
    Seat leader = cluster.awaitLeader();
    cluster.seats().stream().filter(s -> s != ahead && s != leader).forEach(Seat::crash);
    cluster.isolate(leader);
    cluster.await("stepping down", () -> !leader.isLeading());
    assertThat(ahead.log().status().term()).isGreaterThan(leader.log().status().term() + 1);
    cluster.heal();
    cluster.commit("z");

    assertThat(leader.machine().commands()).containsExactly("x", "y", "z");
  }

  @Test
  void followersThatMissedTheirLeaderOnceElectAnotherWhenItDies() {
    Cluster cluster = new Cluster(15, 3).startAll();
    cluster.commit("x");
    Seat leader = cluster.awaitLeader();
    for (Seat follower : cluster.followers()) {
      cluster.isolate(follower);
      cluster.schedule().runFor(2 * Cluster.SECONDS); // Long enough to open a pre-vote.
      cluster.heal();
      cluster.schedule().runFor(Cluster.SECONDS); // The leader is heard again.
    }
    assertThat(leader.isLeading()).isTrue();
    leader.crash();
    cluster.awaitLeaderBut(leader);
    cluster.commit("y");

    assertThat(cluster.truth().violations()).isEmpty();
  }

  private static void isolateCandidate(
      Cluster cluster, List<Seat> candidates, byte[] message, NodeId from) {
    if (candidates.isEmpty()
        && MessageCodec.decode(from, message).message() instanceof VoteRequest) {
      cluster.seats().stream().filter(s -> s.node().equals(from)).forEach(candidates::add);
      cluster.isolate(candidates.get(0));
    }
  }

  @Test
  void halfOfFourVotersNeitherCommitNorAnswerQueries() {
    Cluster cluster = new Cluster(16, 4).startAll();
    cluster.commit("x");
    cluster.awaitAgreement();
    Seat leader = cluster.awaitLeader();
    cluster.isolate(cluster.followers().get(0));
    cluster.isolate(cluster.followers().get(1));
    CompletableFuture<byte[]> write = cluster.propose(leader, "y");
    CompletableFuture<byte[]> read = leader.log().read(new byte[0]).toCompletableFuture();
    cluster.schedule().runFor(Cluster.SECONDS / 2);
    assertThat(leader.isLeading()).isTrue();
    assertThat(write).isNotDone();
    assertThat(read).isNotDone();
    assertThat(leader.machine().commands()).containsExactly("x");

    cluster.heal();
    cluster.await("answers", () -> write.isDone() && read.isDone());
    cluster.commit("z");
    cluster.awaitAgreement();
    assertThat(cluster.truth().violations()).isEmpty();
  }

  @Test
  void threeOfFourVotersGoOn() {
    Cluster cluster = new Cluster(17, 4).startAll();
    cluster.commit("x");
    cluster.followers().get(0).crash();
    cluster.commit(50, "y");
    CompletableFuture<byte[]> read =
        cluster.awaitLeader().log().read(new byte[0]).toCompletableFuture();
    cluster.await("an answer", read::isDone);
    assertThat(AppendingMachine.sizeIn(read.join())).isEqualTo(51);
    assertThat(cluster.truth().violations()).isEmpty();
  }
}
