// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Member;
import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.core.cluster.VirtualNetwork.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the network does: once it is whole again, all replicas become the same. */
class ConvergenceTest {

  private static final int SEEDS = 120;
  private static final int STEPS = 60;
  private static final long REPAIR_MILLIS = 15_000;

  /** How often the storm is run per seed range; together 360 seeds and more. */
  @ParameterizedTest
  @ValueSource(strings = {"8MiB", "2KiB", "0"})
  void replicasConvergeAfterLossDuplicationReorderingPartitionsAndCrashes(String logBytes) {
    for (int seed = 1; seed <= SEEDS; seed++) {
      VirtualCluster cluster = new VirtualCluster(seed).setting("log.bytes-max", logBytes);
      Storm storm = new Storm(cluster, seed);
      storm.rage();
      assertThat(cluster.converge(REPAIR_MILLIS))
          .as(
              "seed %d, log of %s: %s",
              seed,
              logBytes,
              cluster.nodes().stream()
                  .map(node -> node.member + " " + node.node.engineState().known() + node.content())
                  .toList())
          .isTrue();
      storm.checkNothingIsLostOrCountedTwice();
    }
  }

  @Test
  void replicasConvergeWithoutAnyBroadcast() {
    for (int seed = 1; seed <= SEEDS; seed++) {
      VirtualCluster cluster = new VirtualCluster(seed).setting("replication.broadcast", "false");
      new Storm(cluster, seed).rage();
      assertThat(cluster.converge(REPAIR_MILLIS)).as("seed %d", seed).isTrue();
    }
  }

  /** Random work under random faults, from one seed. */
  private static final class Storm {
    private final VirtualCluster cluster;
    private final Random random;
    private final java.util.Map<Member, Long> added = new java.util.HashMap<>();

    Storm(VirtualCluster cluster, long seed) {
      this.cluster = cluster;
      this.random = new Random(seed * 31);
    }

    void rage() {
      int size = 2 + random.nextInt(4);
      for (int i = 0; i < size; i++) {
        cluster.start("n" + i);
      }
      cluster
          .network()
          .faults(new Faults(random.nextInt(40), random.nextInt(30), random.nextBoolean()));
      for (int i = 0; i < STEPS; i++) {
        step(size);
        cluster.time().run(random.nextInt(200));
        cluster.nodes().forEach(node -> node.node.engineState().validate());
      }
      cluster.network().faults(Faults.NONE);
      cluster.network().heal();
    }

    /** What everybody must count: all that was added by nodes that live; at most all there was. */
    void checkNothingIsLostOrCountedTwice() {
      VirtualNode any = cluster.nodes().getFirst();
      long counted =
          any.counters.keys().stream().mapToLong(key -> any.counters.at(key).value()).sum();
      long all = added.values().stream().mapToLong(Long::longValue).sum();
      long ofTheLiving =
          cluster.nodes().stream().mapToLong(node -> added.getOrDefault(node.member, 0L)).sum();
      assertThat(counted).isBetween(ofTheLiving, all);
    }

    private void step(int size) {
      List<VirtualNode> nodes = cluster.nodes();
      VirtualNode node = nodes.get(random.nextInt(nodes.size()));
      switch (random.nextInt(20)) {
        case 0 -> cluster.network().heal();
        case 1, 2 -> partition(nodes);
        case 3 -> restart(node, size);
        case 4 -> node.hints.remove("k" + random.nextInt(10));
        case 5 -> node.hints.put("t" + random.nextInt(5), "x", java.time.Duration.ofSeconds(2));
        default -> burst(node);
      }
    }

    private void burst(VirtualNode node) {
      int count = 1 + random.nextInt(30);
      for (int i = 0; i < count; i++) {
        node.hints.put("k" + random.nextInt(40), "v" + random.nextInt());
        long amount = random.nextInt(5);
        node.counters.at("c" + random.nextInt(3)).add(amount);
        added.merge(node.member, amount, Long::sum);
      }
    }

    private void restart(VirtualNode node, int size) {
      if (cluster.nodes().size() > 1) {
        String name = node.member.node().value();
        if (random.nextBoolean()) {
          cluster.crash(name);
        } else {
          cluster.stop(name);
        }
        cluster.time().run(random.nextInt(500));
        cluster.start(name);
      }
    }

    private void partition(List<VirtualNode> nodes) {
      Set<Member> left = new HashSet<>();
      Set<Member> right = new HashSet<>();
      nodes.forEach(node -> (random.nextBoolean() ? left : right).add(node.member));
      cluster.network().partition(new ArrayList<>(List.of(left, right)));
    }
  }
}
