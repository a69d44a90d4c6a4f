// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.NodeId;
import java.util.List;

/**
 * The members of a replicated log as one committed entry of the log has them. Of two rosters of one
 * log the one with the greater index is the later.
 *
 * @param index of that entry; 0 for the founders
 * @param voters whose acknowledgements count, in order
 * @param learners who only listen, on their way to become voters, in order
 */
public record Roster(long index, List<VoterId> voters, List<VoterId> learners) {

  public Roster {
    voters = voters.stream().sorted().toList();
    learners = learners.stream().sorted().toList();
  }

  /** Those who began the log. */
  public static Roster ofFounders(List<VoterId> founders) {
    return new Roster(0, founders, List.of());
  }

  public boolean contains(VoterId id) {
    return voters.contains(id) || learners.contains(id);
  }

  /** Names of the voters, in order. */
  public List<NodeId> nodes() {
    return voters.stream().map(VoterId::node).toList();
  }

  @Override
  public String toString() {
    return voters + (learners.isEmpty() ? "" : " learning " + learners) + " since " + index;
  }
}
