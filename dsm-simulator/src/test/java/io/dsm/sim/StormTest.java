// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.sim.run.Report;
import io.dsm.sim.run.Simulation;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The product keeps its promises in random weather, and each run can be repeated. */
class StormTest {

  private static final int SEEDS = 40;

  @Test
  void noInvariantIsViolated() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Report report = new Simulation(seed).run();
      assertThat(report.violations()).as("replay with: ./dsm sim --seed %d", seed).isEmpty();
      assertThat(report.operations()).isPositive();
    }
  }

  @Test
  void votersChangeInTheStorm() {
    for (long seed = 1_004; seed <= 1_040; seed += 4) {
      Report report = new Simulation(seed).run();
      assertThat(report.violations()).as("replay with: ./dsm sim --seed %d", seed).isEmpty();
      assertThat(report.kinds()).as("seed %d", seed).containsKey("restart");
    }
  }

  @Test
  void nothingDependsOnBroadcast() {
    Map<String, String> silent = Map.of("replication.broadcast", "false");
    for (long seed = 1; seed <= 5; seed++) {
      Report report = new Simulation(seed).settings(silent).run();
      assertThat(report.violations()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void historiesThatAreTooShortAreReplacedBySnapshots() {
    Map<String, String> forgetful = Map.of("log.bytes-max", "1KiB");
    for (long seed = 1; seed <= 5; seed++) {
      Report report = new Simulation(seed).settings(forgetful).run();
      assertThat(report.violations()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void tokensProtectWhateverTheClocksDo() {
    for (long seed = 1; seed <= 10; seed++) {
      Report report =
          new Simulation(seed)
              .judgingOnly("L1", "L3", "L6")
              .bias(
                  cluster -> {
                    cluster.clock("n1").rate(0.6);
                    cluster.clock("n2").rate(1.5);
                  })
              .run();
      assertThat(report.violations()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void oneSeedGivesOneRun() {
    for (long seed = 1; seed <= 5; seed++) {
      Report first = new Simulation(seed).run();
      assertThat(new Simulation(seed).run()).isEqualTo(first);
      assertThat(new Simulation(seed + 1).run().traceHash()).isNotEqualTo(first.traceHash());
    }
  }
}
