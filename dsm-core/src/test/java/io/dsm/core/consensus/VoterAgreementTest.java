// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VoterAgreementTest {

  private static ConsensusDiagnostics diagnostics(SimulatedCluster cluster, String node) {
    return cluster.nodes.get(node).tier().diagnostics();
  }

  private static List<NodeId> nodes(String... names) {
    return Arrays.stream(names).map(NodeId::of).toList();
  }

  @Test
  void theFirstNodesThatMeetVoteAndLaterOnesAreClients() {
    SimulatedCluster cluster = new SimulatedCluster(1, Voters.expected(3));
    cluster.boot("b");
    cluster.boot("c");
    cluster.run(Duration.ofSeconds(5));
    assertThat(diagnostics(cluster, "b").role()).isEqualTo(Role.INACTIVE);
    assertThat(diagnostics(cluster, "b").voters()).isEmpty();

    cluster.boot("d");
    cluster.run(Duration.ofSeconds(5));
    cluster.boot("a");
    cluster.run(Duration.ofSeconds(5));

    for (String node : List.of("a", "b", "c", "d")) {
      assertThat(diagnostics(cluster, node).voters()).isEqualTo(nodes("b", "c", "d"));
    }
    assertThat(diagnostics(cluster, "a").role()).isEqualTo(Role.CLIENT);
  }

  @Test
  void concurrentColdStartsAgreeOnOneSetWhateverTheNetworkLoses() {
    int agreed = 0;
    for (long seed = 1; seed <= 200; seed++) {
      SimulatedCluster cluster = new SimulatedCluster(seed, Voters.expected(3));
      cluster.lossRate = 0.3;
      cluster.repeatRate = 0.1;
      cluster.delayMillisMax = 200;
      Set<String> names = new TreeSet<>(List.of("a", "b", "c", "d", "e"));
      for (String name : names) {
        long delay = cluster.random.nextInt(700) * 1_000_000L;
        cluster.time.after(delay, () -> cluster.boot(name));
      }
      cluster.run(Duration.ofSeconds(2));
      if (seed % 2 == 0) {
        cluster.kill("c");
        cluster.run(Duration.ofSeconds(1));
        cluster.boot("c");
      }
      cluster.run(Duration.ofSeconds(30));
      Set<List<NodeId>> sets = new HashSet<>();
      names.forEach(name -> sets.add(diagnostics(cluster, name).voters()));
      sets.remove(List.of());
      assertThat(sets).as("seed " + seed).hasSizeLessThanOrEqualTo(1);
      agreed += sets.size();
    }
    // More nodes than voters may accept different choices and stay stuck, loudly; it must be rare.
    assertThat(agreed).isGreaterThan(180);
  }

  @Test
  void aRestartedVoterRemembersTheChoice() {
    SimulatedCluster cluster = new SimulatedCluster(3, Voters.expected(1));
    cluster.boot("b");
    cluster.run(Duration.ofSeconds(2));
    cluster.kill("b");
    cluster.boot("a");
    cluster.boot("b");
    assertThat(diagnostics(cluster, "b").voters()).isEqualTo(nodes("b"));
  }
}
