// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.consensus.MemberChange;
import io.dsm.core.consensus.Roster;
import io.dsm.core.consensus.VoterId;
import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.Seat;
import org.junit.jupiter.api.Test;

/** Members come, go and come back without memory, one step at a time. */
class MembersTest {

  private static void change(Cluster cluster, MemberChange change) {
    cluster.await(
        change.toString(),
        () -> {
          cluster.leader().ifPresent(leader -> leader.log().change(change));
          cluster.schedule().runFor(300 * Cluster.MILLIS);
          return cluster.leader().map(leader -> isDone(roster(leader), change)).orElse(false);
        });
  }

  private static boolean isDone(Roster roster, MemberChange change) {
    return switch (change) {
      case MemberChange.Learn(var id) -> roster.learners().contains(id);
      case MemberChange.Vote(var id) -> roster.voters().contains(id);
      case MemberChange.Leave(var id) -> !roster.contains(id);
    };
  }

  private static Roster roster(Seat seat) {
    return seat.log().roster().orElseThrow();
  }

  @Test
  void aNewMemberGetsALongLogOrASnapshotAtOnceAndThenVotes() {
    for (int snapshotEvery : new int[] {50, 50_000}) {
      Cluster cluster = new Cluster(7, 3, Cluster.timing(1_000, snapshotEvery)).startAll();
      cluster.commit(700, "c");
      Seat fourth = cluster.addSeat();
      fourth.start();
      change(cluster, new MemberChange.Learn(fourth.id()));
      long before = cluster.schedule().now();
      cluster.awaitAgreement();
      assertThat(cluster.schedule().now() - before).isLessThan(3 * Cluster.SECONDS);

      change(cluster, new MemberChange.Vote(fourth.id()));
      cluster.seat(0).crash();
      cluster.commit("with three of four");
      cluster.awaitAgreement();
      assertThat(roster(cluster.awaitLeader()).voters()).contains(fourth.id()).hasSize(4);
      assertThat(cluster.truth().violations()).isEmpty();
    }
  }

  @Test
  void aWipedVoterIsAnotherOneAndTakesTheFormersPlace() {
    Cluster cluster = new Cluster(8, 3).startAll();
    cluster.commit(20, "c");
    Seat seat = cluster.followers().get(0);
    VoterId former = seat.id();
    seat.crash();
    seat.wipe();
    seat.start();
    cluster.schedule().runFor(10 * Cluster.SECONDS);
    assertThat(seat.machine().commands()).as("nobody knows it yet").isEmpty();

    change(cluster, new MemberChange.Learn(seat.id()));
    cluster.awaitAgreement();
    change(cluster, new MemberChange.Leave(former));
    change(cluster, new MemberChange.Vote(seat.id()));
    Seat leader = cluster.awaitLeader();
    cluster.seats().stream().filter(s -> s != seat && s != leader).forEach(Seat::crash);
    cluster.commit("with the new one");
    assertThat(roster(leader).voters()).hasSize(3).contains(seat.id()).doesNotContain(former);
    assertThat(cluster.truth().violations()).isEmpty();
  }

  @Test
  void membersAreRememberedByAVoterThatJoinedAndRestarts() {
    Cluster cluster = new Cluster(9, 1).startAll();
    cluster.commit("one");
    Seat second = cluster.addSeat();
    Seat third = cluster.addSeat();
    second.start();
    third.start();
    change(cluster, new MemberChange.Learn(second.id()));
    change(cluster, new MemberChange.Vote(second.id()));
    change(cluster, new MemberChange.Learn(third.id()));
    change(cluster, new MemberChange.Vote(third.id()));
    cluster.commit(5, "three");
    cluster.seats().forEach(Seat::restart);
    cluster.seat(0).crash();
    cluster.commit("without the founder");
    cluster.seat(0).start();
    cluster.awaitAgreement();
    Seat leader = cluster.awaitLeader();
    assertThat(roster(leader).voters()).hasSize(3);
    assertThat(cluster.truth().violations()).isEmpty();
  }
}
