// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.cluster.NodeId;
import java.util.Set;

/**
 * Whom a life must have met before it may believe that it knows all members. A node that starts cut
 * off from the others sees nobody who could tell it of them.
 *
 * @param nodes others that are known by name
 * @param size how many others there are at least
 */
public record Roster(Set<NodeId> nodes, int size) {

  /** Nobody: the node is alone for good. */
  public static final Roster NOBODY = new Roster(Set.of(), 0);

  /** Copies the set. */
  public Roster {
    nodes = Set.copyOf(nodes);
  }

  boolean isMet(Set<NodeId> met) {
    return met.size() >= size && met.containsAll(nodes);
  }
}
