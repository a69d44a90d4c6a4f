// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.replication.Roster;
import java.util.HashSet;
import java.util.Set;

/** Whom the settings of a node say there must be. */
final class Rosters {

  private Rosters() {}

  static Roster of(NodePlan plan) {
    if (plan.membership() instanceof Membership.Standalone) {
      return Roster.NOBODY;
    }
    return plan.voters().map(voters -> of(plan, voters)).orElse(new Roster(Set.of(), 1));
  }

  private static Roster of(NodePlan plan, Voters voters) {
    return switch (voters) {
      case Voters.Listed(var nodes) -> {
        Set<NodeId> others = new HashSet<>(nodes);
        others.remove(plan.self().node());
        yield new Roster(others, others.size());
      }
      case Voters.Expected(int size) -> new Roster(Set.of(), size - 1);
    };
  }
}
