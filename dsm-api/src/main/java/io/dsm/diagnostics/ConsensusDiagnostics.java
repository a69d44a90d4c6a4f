// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.diagnostics;

import io.dsm.cluster.NodeId;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of the consensus tier as this node sees it.
 *
 * @param role what this node is in it
 * @param leader the leader this node knows, if any
 * @param term of the leader; 0 if unknown
 * @param commitIndex greatest log index known to be stored by a majority
 * @param appliedIndex greatest log index applied here; the difference is the lag
 * @param voters configured voters; empty until agreed
 * @param visibleVoters voters in this node's cluster view: a hint
 */
public record ConsensusDiagnostics(
    Role role,
    Optional<NodeId> leader,
    long term,
    long commitIndex,
    long appliedIndex,
    List<NodeId> voters,
    int visibleVoters) {

  /** What a node is in the consensus tier. */
  public enum Role {
    LEADER,
    FOLLOWER,
    CANDIDATE,
    /** Not a voter; uses the tier through the voters. */
    CLIENT,
    /** Voters are not agreed yet, or this node has stopped voting. */
    INACTIVE
  }

  public ConsensusDiagnostics {
    voters = List.copyOf(voters);
  }

  /** Visible voters beyond the majority; negative when the majority is not visible. */
  public int quorumMargin() {
    return visibleVoters - (voters.size() / 2 + 1);
  }
}
