// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.VoterId;
import io.microraft.RaftEndpoint;

/**
 * A voter as MicroRaft knows it: by its stable name and the number of its memory, so that it stays
 * the same through restarts and is another one after the loss of its disk.
 */
public record VoterEndpoint(VoterId voter) implements RaftEndpoint {

  @Override
  public Object getId() {
    return voter;
  }

  /** The voter that MicroRaft speaks of. */
  public static VoterId idOf(RaftEndpoint endpoint) {
    return (VoterId) endpoint.getId();
  }

  /** The name of a voter that MicroRaft speaks of. */
  public static NodeId nodeOf(RaftEndpoint endpoint) {
    return idOf(endpoint).node();
  }

  @Override
  public String toString() {
    return voter.toString();
  }
}
