// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.NodeId;
import java.util.Comparator;

/**
 * One memory of a voter. A node whose disk was lost has another number, so it is another voter: it
 * is bound by nothing that the former one promised, and nobody counts on it.
 *
 * @param node where it lives
 * @param memory drawn at random when its memory was created; never negative
 */
public record VoterId(NodeId node, long memory) implements Comparable<VoterId> {

  private static final Comparator<VoterId> ORDER =
      Comparator.comparing(VoterId::node).thenComparingLong(VoterId::memory);

  public VoterId {
    if (memory < 0) {
      throw new IllegalArgumentException("memory number " + memory + " is negative");
    }
  }

  @Override
  public int compareTo(VoterId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return memory == 0 ? node.value() : node.value() + "#" + Long.toHexString(memory);
  }
}
