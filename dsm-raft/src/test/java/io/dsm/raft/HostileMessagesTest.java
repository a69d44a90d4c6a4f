// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.NodeId;
import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bytes that no voter would send, or that a voter sent long ago. */
class HostileMessagesTest {

  @Test
  void garbageIsDroppedCountedAndDisturbsNothing() {
    Cluster cluster = new Cluster(1, 3).startAll();
    cluster.commit(5, "before");
    Random random = new Random(1);
    RaftReplicatedLog log = (RaftReplicatedLog) cluster.awaitLeader().log();
    for (int i = 0; i < 2_000; i++) {
      byte[] garbage = new byte[random.nextInt(60)];
      random.nextBytes(garbage);
      log.messageReceived(cluster.seat(i % 3).node(), garbage);
    }
    cluster.commit(5, "after");
    cluster.awaitAgreement();

    assertThat(log.dropped(Inbox.Drop.MALFORMED)).isGreaterThan(1_900);
    assertThat(cluster.truth().commands()).hasSize(10);
  }

  @Test
  void aNodeOfAnotherLogGetsNeitherVoteNorAnswer() {
    Cluster cluster = new Cluster(1, 3).startAll();
    List<byte[]> votes = new ArrayList<>();
    List<NodeId> answered = new ArrayList<>();
    NodeId stranger = NodeId.of("stranger");
    Cluster other = new Cluster(1, 4).startAll();
    other.network().tap((from, to, message) -> votes.add(message));
    cluster.network().tap((from, to, message) -> answered.add(to));
    cluster.commit("x");
    other.commit("x");
    RaftReplicatedLog log = (RaftReplicatedLog) cluster.seat(0).log();
    List.copyOf(votes).forEach(message -> log.messageReceived(stranger, message));
    cluster.schedule().runFor(3 * Cluster.SECONDS);

    assertThat(log.dropped(Inbox.Drop.STRANGER)).isGreaterThan(5);
    assertThat(answered).doesNotContain(stranger);
  }

  @Test
  void mutatedMessagesBetweenVotersNeverMakeLogsContradict() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      Cluster cluster = new Cluster(seed, 3, Cluster.timing(100, 30)).startAll();
      cluster.network().tap((from, to, message) -> echoDamaged(cluster, random, from, message));
      cluster.commit(60, "c");
      cluster.awaitAgreement();

      assertThat(cluster.truth().violations()).as("seed %d", seed).isEmpty();
    }
  }

  // Cut short, so that it cannot by chance be a message with another meaning: between voters the
  // transport vouches for content, the codec for form.
  private static void echoDamaged(Cluster cluster, Random random, NodeId from, byte[] message) {
    Seat target = cluster.seat(random.nextInt(3));
    if (target.isUp() && !target.node().equals(from)) {
      byte[] damaged = java.util.Arrays.copyOf(message, random.nextInt(message.length));
      target.log().messageReceived(from, damaged);
    }
  }

  @Test
  void messagesRepeatedMuchLaterAreHarmlessAndStaleAnswersDropped() {
    long stale = 0;
    for (long seed = 1; seed <= 30; seed++) {
      Cluster cluster = new Cluster(seed, 3, Cluster.timing(100, 25)).startAll();
      List<Runnable> old = new ArrayList<>();
      cluster
          .network()
          .tap((from, to, message) -> old.add(() -> replay(cluster, from, to, message)));
      for (int round = 0; round < 8; round++) {
        cluster.commit(10, "r" + round + "-");
        Seat leader = cluster.awaitLeader();
        cluster.isolate(leader);
        cluster.propose(leader, "lost" + round);
        cluster.awaitLeaderBut(leader);
        cluster.heal();
        List.copyOf(old).forEach(Runnable::run);
        old.clear();
      }
      cluster.commit("last");
      cluster.awaitAgreement();
      for (Seat seat : cluster.seats()) {
        stale += ((RaftReplicatedLog) seat.log()).dropped(Inbox.Drop.STALE);
      }

      assertThat(cluster.truth().violations()).as("seed %d", seed).isEmpty();
    }

    assertThat(stale).isPositive();
  }

  private static void replay(Cluster cluster, NodeId from, NodeId to, byte[] message) {
    cluster.seats().stream()
        .filter(seat -> seat.node().equals(to) && seat.isUp())
        .forEach(seat -> seat.log().messageReceived(from, message));
  }
}
