// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.Seat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitNoticesTest {

  private final Cluster cluster = new Cluster(1, 3).startAll();

  @AfterEach
  void nothingContradicts() {
    assertThat(cluster.truth().violations()).isEmpty();
  }

  @Test
  void followersApplyALoneCommandLongBeforeTheNextHeartbeat() {
    Seat leader = cluster.awaitLeader();
    cluster.commit("first");
    cluster.awaitAgreement();
    cluster.commit("lone");
    long committed = cluster.schedule().now();
    cluster.await(
        "followers",
        () ->
            cluster.followers().stream()
                .allMatch(follower -> follower.machine().commands().contains("lone")));

    assertThat(leader.isLeading()).isTrue();
    assertThat(cluster.schedule().now() - committed).isLessThan(100 * Cluster.MILLIS);
  }
}
