// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.RandomFaults;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole runs from one seed: crashes, cuts, pauses, loss, delay, and always the same truth. */
class RandomFaultsTest {

  private static final int SEEDS = Integer.getInteger("dsm.raft.seeds", 200);
  private static final long FIRST_SEED = Long.getLong("dsm.raft.firstSeed", 1);

  @Test
  void underRandomFaultsLogsNeverContradictAndAcknowledgedCommandsSurvive() {
    List<String> failures = new ArrayList<>();
    long acknowledged = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      RandomFaults run = new RandomFaults(seed);
      String problem = run.play();
      acknowledged += run.acknowledged();
      if (!problem.isEmpty()) {
        failures.add("seed " + seed + ": " + problem);
      }
    }
    System.out.println(SEEDS + " seeds, " + acknowledged + " commands acknowledged");

    assertThat(failures).isEmpty();
    assertThat(acknowledged).isGreaterThan(20L * SEEDS);
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    for (long seed : new long[] {3, 1_234}) {
      RandomFaults first = new RandomFaults(seed);
      first.play();
      RandomFaults second = new RandomFaults(seed);
      second.play();

      assertThat(second.trace()).as("seed %d", seed).isEqualTo(first.trace());
      assertThat(new RandomFaults(seed + 1).trace()).isNotEqualTo(first.trace());
    }
  }

  @Test
  void withoutFaultsNothingIsRefusedAfterTheElection() {
    Cluster cluster = new Cluster(5, 5).startAll();
    cluster.awaitLeader();
    cluster.commit(100, "c");
    cluster.awaitAgreement();

    assertThat(cluster.truth().violations()).isEmpty();
    assertThat(cluster.truth().commands()).hasSize(100);
  }
}
