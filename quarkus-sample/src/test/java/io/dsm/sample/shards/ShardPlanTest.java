// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.shards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardPlanTest {

  private static final List<String> SHARDS = List.of("s0", "s1", "s2", "s3", "s4", "s5");
  private static final List<String> NODES = List.of("a", "b", "c");

  @Test
  void nodesThatStartTogetherAskForDifferentShards() {
    List<String> asked = new ArrayList<>();
    NODES.forEach(node -> asked.addAll(ShardPlan.of(node, SHARDS, Map.of(), NODES).acquire()));
    assertThat(asked).containsExactlyInAnyOrderElementsOf(SHARDS);
  }

  @Test
  void aNodeNeverAsksForMoreThanItsFairShare() {
    ShardPlan plan = ShardPlan.of("a", SHARDS, Map.of("s0", "a", "s1", "a"), NODES);
    assertThat(plan.acquire()).isEmpty();
  }

  @Test
  void theRichestGivesToThePoorestAndNobodyGivesWhenSpread() {
    Map<String, String> owners = new HashMap<>();
    SHARDS.forEach(
        shard -> owners.put(shard, Integer.parseInt(shard.substring(1)) < 3 ? "a" : "b"));
    ShardPlan plan = ShardPlan.of("a", SHARDS, owners, NODES);
    assertThat(plan.handOver()).contains(new ShardPlan.HandOver("s2", "c"));
    owners.put("s2", "c");
    owners.put("s5", "c");
    assertThat(ShardPlan.of("a", SHARDS, owners, NODES).handOver()).isEmpty();
  }

  @Test
  void everyStartFromNothingEndsInAnEvenSpread() {
    Map<String, String> owners = new HashMap<>();
    for (int round = 0; round < 10; round++) {
      for (String node : NODES) {
        ShardPlan plan = ShardPlan.of(node, SHARDS, owners, NODES);
        plan.acquire().forEach(shard -> owners.putIfAbsent(shard, node));
        plan.handOver().ifPresent(step -> owners.put(step.shard(), step.target()));
      }
    }
    NODES.forEach(
        node -> assertThat(owners.values().stream().filter(node::equals)).as(node).hasSize(2));
  }
}
