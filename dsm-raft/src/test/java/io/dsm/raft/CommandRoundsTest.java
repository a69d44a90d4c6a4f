// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.core.consensus.ReplicatedLog;
import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandRoundsTest {

  private final Cluster cluster = new Cluster(1, 3).startAll();

  @AfterEach
  void nothingContradicts() {
    assertThat(cluster.truth().violations()).isEmpty();
  }

  @Test
  void commandsThatComeTogetherTravelAsFewEntries() {
    Seat leader = cluster.awaitLeader();
    cluster.commit("before");
    long before = leader.log().status().commitIndex();
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      answers.add(cluster.propose(leader, "c" + i));
    }
    cluster.await("answers", () -> answers.stream().allMatch(CompletableFuture::isDone));

    assertThat(answers).allMatch(answer -> !answer.isCompletedExceptionally());
    assertThat(leader.log().status().commitIndex() - before).isBetween(1L, 20L);
    assertThat(leader.machine().commands()).contains("c0", "c199");
  }

  @Test
  void whatWaitsBehindALostEntryIsRefusedOnceTheVoterLeadsNoMore() {
    Seat leader = cluster.awaitLeader();
    cluster.commit("before");
    cluster.isolate(leader);
    cluster.propose(leader, "never committed");
    cluster.schedule().runFor(Cluster.SECONDS / 10);
    CompletableFuture<byte[]> waits = cluster.propose(leader, "waits for it");
    cluster.await("the end of its reign", () -> !leader.isLeading());
    cluster.await("an answer", waits::isDone);
    CompletableFuture<byte[]> late = cluster.propose(leader, "comes later");
    cluster.await("an answer", late::isDone);

    for (CompletableFuture<byte[]> refused : List.of(waits, late)) {
      assertThatThrownBy(refused::join).hasCauseInstanceOf(ReplicatedLog.NotLeader.class);
    }
    cluster.heal();
    cluster.awaitAgreement();
    assertThat(cluster.truth().commands()).doesNotContain("waits for it", "comes later");
  }
}
