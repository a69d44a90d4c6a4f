// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import io.dsm.cluster.NodeId;
import io.microraft.RaftEndpoint;

/**
 * A voter as MicroRaft knows it: by its stable name, so that it stays the same through restarts.
 */
public record VoterEndpoint(NodeId node) implements RaftEndpoint {

  @Override
  public Object getId() {
    return node;
  }

  /** The name of a voter that MicroRaft speaks of. */
  public static NodeId nodeOf(RaftEndpoint endpoint) {
    return (NodeId) endpoint.getId();
  }

  @Override
  public String toString() {
    return node.value();
  }
}
