// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.Diagnostics;
import io.dsm.diagnostics.DurabilityDiagnostics;
import io.dsm.diagnostics.QueueDiagnostics;
import io.dsm.diagnostics.ReplicationDiagnostics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Diagnostics as a node might give them. */
final class Nodes {

  static final Member SELF = member(1);

  private Nodes() {}

  static Member member(int number) {
    return new Member(NodeId.of("n" + number), new Incarnation(7));
  }

  static Diagnostics node(
      LifecycleState state, boolean caughtUp, Optional<ConsensusDiagnostics> consensus) {
    return node(state, caughtUp, consensus, DurabilityDiagnostics.NONE);
  }

  static Diagnostics node(
      LifecycleState state,
      boolean caughtUp,
      Optional<ConsensusDiagnostics> consensus,
      DurabilityDiagnostics durability) {
    return new Diagnostics(
        "prod",
        "gateway",
        SELF,
        state,
        new ClusterView(3, List.of(SELF, member(2))),
        12,
        List.of(),
        List.of(),
        consensus,
        new ReplicationDiagnostics(caughtUp, Map.of(member(2), 4L), 1, 2, 0),
        durability,
        QueueDiagnostics.EMPTY);
  }

  static Optional<ConsensusDiagnostics> consensus(int voters, int visible, boolean leader) {
    return Optional.of(
        new ConsensusDiagnostics(
            ConsensusDiagnostics.Role.FOLLOWER,
            leader ? Optional.of(NodeId.of("n2")) : Optional.empty(),
            3,
            9,
            8,
            IntStream.rangeClosed(1, voters).mapToObj(i -> NodeId.of("n" + i)).toList(),
            visible));
  }
}
