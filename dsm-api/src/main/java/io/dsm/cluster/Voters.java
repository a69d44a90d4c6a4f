// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cluster;

import io.dsm.DsmException;
import java.util.Arrays;
import java.util.List;

/**
 * Who votes in the consensus tier. All nodes of a cluster must be given the same voters; nodes that
 * are not voters use the tier as clients.
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
   * The first {@code size} nodes that meet at the first boot of the cluster. The choice is made
   * once, unanimously, and kept in the data directories.
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
