// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import io.dsm.DsmRuntime.LifecycleState;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.Diagnostics;
import io.dsm.diagnostics.DurabilityDiagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From diagnostics to verdicts. Pure. */
public final class HealthRules {

  private static final String REASON = "reason";

  private HealthRules() {}

  /**
   * Alive unless the node has stopped for good. A node that stops in order is alive: killing it
   * would keep it from releasing its leases. Nothing here looks at peers.
   */
  public static Verdict liveness(Diagnostics node) {
    return new Verdict(node.state() != LifecycleState.STOPPED, Facts.identity(node));
  }

  /** Ready to serve: running, caught up and, if leases are declared, able to reach a quorum. */
  public static Verdict readiness(Diagnostics node) {
    List<String> reasons = notStarted(node);
    reasons.addAll(withoutJournal(node.durability()));
    node.consensus().ifPresent(tier -> reasons.addAll(withoutQuorum(tier)));
    return verdict(node, reasons);
  }

  /** Started: in the cluster and caught up. */
  public static Verdict startup(Diagnostics node) {
    return verdict(node, notStarted(node));
  }

  /** There is no node yet, or any more. */
  public static Verdict absent(boolean up, String reason) {
    return new Verdict(up, Map.of(REASON, reason));
  }

  private static Verdict verdict(Diagnostics node, List<String> reasons) {
    Map<String, Object> facts = Facts.of(node);
    if (!reasons.isEmpty()) {
      facts.put(REASON, String.join("; ", reasons));
    }
    return new Verdict(reasons.isEmpty(), facts);
  }

  private static List<String> notStarted(Diagnostics node) {
    List<String> reasons = new ArrayList<>();
    if (node.state() != LifecycleState.RUNNING) {
      reasons.add("the node is " + node.state());
    }
    if (!node.replication().caughtUp()) {
      reasons.add("the node has not yet received what its peers had when it joined");
    }
    return reasons;
  }

  private static List<String> withoutJournal(DurabilityDiagnostics journal) {
    List<String> reasons = new ArrayList<>();
    journal
        .failure()
        .ifPresent(reason -> reasons.add("durable collections refuse changes: " + reason));
    if (journal.rebuilding()) {
      reasons.add("content lost to a damaged journal is not yet rebuilt from peers");
    }
    return reasons;
  }

  private static List<String> withoutQuorum(ConsensusDiagnostics tier) {
    List<String> reasons = new ArrayList<>();
    if (tier.voters().isEmpty()) {
      reasons.add("the voters are not agreed yet");
    } else if (tier.quorumMargin() < 0) {
      reasons.add(
          tier.visibleVoters()
              + " of "
              + tier.voters().size()
              + " voters are visible, which is no majority");
    }
    if (tier.leader().isEmpty()) {
      reasons.add("no consensus leader is known");
    }
    return reasons;
  }
}
