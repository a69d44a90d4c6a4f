// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.shards;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The next step towards an even spread, from the point of view of one node. Pure.
 *
 * @param acquire free shards to ask for
 * @param handOver a shard to give away
 */
record ShardPlan(List<String> acquire, Optional<HandOver> handOver) {

  /** A shard and who should get it. */
  record HandOver(String shard, String target) {}

  /**
   * @param owners owned shards and their owners
   * @param nodes visible nodes, {@code self} included
   */
  static ShardPlan of(
      String self, List<String> shards, Map<String, String> owners, List<String> nodes) {
    int fairMax = Math.ceilDiv(shards.size(), nodes.size());
    List<String> mine = shards.stream().filter(shard -> self.equals(owners.get(shard))).toList();
    List<String> free = shards.stream().filter(shard -> !owners.containsKey(shard)).toList();
    List<String> wanted =
        free.stream().skip(offset(self, nodes, free.size())).limit(fairMax).toList();
    List<String> acquire = wanted.stream().limit(Math.max(0, fairMax - mine.size())).toList();
    return new ShardPlan(acquire, free.isEmpty() ? surplus(mine, owners, nodes) : Optional.empty());
  }

  /** Nodes begin at different places, so that they rarely ask for the same shard. */
  private static int offset(String self, List<String> nodes, int free) {
    long before = nodes.stream().filter(node -> node.compareTo(self) < 0).count();
    int start = (int) (before * Math.ceilDiv(free, nodes.size()));
    return start < free ? start : 0;
  }

  private static Optional<HandOver> surplus(
      List<String> mine, Map<String, String> owners, List<String> nodes) {
    return nodes.stream()
        .min(Comparator.comparingLong((String node) -> owned(node, owners)))
        .filter(poorest -> mine.size() - owned(poorest, owners) >= 2)
        .map(poorest -> new HandOver(mine.getLast(), poorest));
  }

  private static long owned(String node, Map<String, String> owners) {
    return owners.values().stream().filter(node::equals).count();
  }
}
