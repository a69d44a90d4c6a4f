// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cluster;

import io.dsm.DsmException;
import java.util.Arrays;
import java.util.List;

/**
 * Who votes in the consensus tier. All nodes of a cluster are given the same voters; nodes that are
 * not voters use the tier as clients. At the first boot all voters must meet once. Later the voters
 * follow the setting that a majority of them has: change it, and restart one node after the other.
 */
public sealed interface Voters {

  /**
   * These nodes, by name.
   *
   * @param nodes distinct; an odd number is best
   */
  record Listed(List<NodeId> nodes) implements Voters {
    public Listed {
      nodes = nodes.stream().sorted().toList();
      if (nodes.isEmpty() || nodes.stream().distinct().count() != nodes.size()) {
        throw new DsmException.Rejected(
            "voters " + nodes + " are empty or repeat a node; name every voter once");
      }
    }
  }

  /**
   * The first {@code size} nodes that meet at the first boot of the cluster, chosen unanimously and
   * kept in the data directories. A voter that was silent for ten minutes gives way to a spare node
   * with the same setting.
   */
  record Expected(int size) implements Voters {
    public Expected {
      if (size < 1) {
        throw new DsmException.Rejected("expected number of voters " + size + " is below 1");
      }
    }
  }

  static Voters of(String... nodes) {
    return new Listed(Arrays.stream(nodes).map(NodeId::of).toList());
  }

  static Voters expected(int size) {
    return new Expected(size);
  }
}
