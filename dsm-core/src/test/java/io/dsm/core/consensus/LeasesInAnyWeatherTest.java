// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeasesInAnyWeatherTest {

  private static final int SEEDS = Integer.getInteger("dsm.test.seeds", 300);
  private static final long FIRST = Long.getLong("dsm.test.seed", 1);

  @Test
  void twoHoldersAreNeverValidAtOnceWhateverTheNetworkDoes() {
    int begun = 0;
    int committed = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      LeaseStorm storm = new LeaseStorm(seed);
      storm.run(Duration.ofSeconds(40));
      storm.calm();
      storm.run(Duration.ofSeconds(10));
      verify(seed, storm);
      begun += storm.invariants.begun;
      committed += storm.cluster.log.entries.size();
    }
    // The weather must not have kept everybody at home.
    assertThat(begun).isGreaterThan(SEEDS * 10);
    assertThat(committed).isGreaterThan(SEEDS * 30);
  }

  private static void verify(long seed, LeaseStorm storm) {
    String run = "repeat with -Ddsm.test.seed=" + seed + " -Ddsm.test.seeds=1";
    assertThat(storm.invariants.violations).as(run).isEmpty();
    assertThat(storm.cluster.log.violations).as(run).isEmpty();
    assertThat(storm.lies()).as("told as not happened, yet committed; " + run).isEmpty();
    for (SimulatedCluster.SimulatedNode node : storm.cluster.nodes.values()) {
      Set<String> held = new HashSet<>();
      for (String key : LeaseStorm.KEYS) {
        node.leases().held(key).ifPresent(lease -> held.add(lease.toString()));
      }
      assertThat(storm.invariants.open.get(node.life().member().toString()))
          .as("begun and not ended at " + node.life().member() + "; " + run)
          .isEqualTo(held);
    }
    List<List<String>> states =
        storm.cluster.log.seats().stream()
            .filter(SharedLog.Seat::isStarted)
            .peek(SharedLog.Seat::catchUp)
            .map(seat -> seat.machine().snapshot())
            .map(chunks -> chunks.stream().map(Arrays::toString).toList())
            .distinct()
            .toList();
    assertThat(states).as("different states of voters; " + run).hasSize(1);
  }
}
