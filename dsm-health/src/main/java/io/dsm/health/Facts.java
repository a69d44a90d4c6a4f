// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.Diagnostics;
import io.dsm.diagnostics.DurabilityDiagnostics;
import io.dsm.diagnostics.LeaseDiagnostics;
import io.dsm.diagnostics.ReplicationDiagnostics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What people want to read beside up or down. */
final class Facts {

  private Facts() {}

  static Map<String, Object> identity(Diagnostics node) {
    Map<String, Object> facts = new TreeMap<>();
    facts.put("cluster", node.clusterId());
    facts.put("service", node.serviceId());
    facts.put("node", node.self().toString());
    facts.put("state", node.state().name());
    return facts;
  }

  static Map<String, Object> of(Diagnostics node) {
    Map<String, Object> facts = identity(node);
    facts.put("members", (long) node.clusterView().members().size());
    facts.put(
        "member-names",
        node.clusterView().members().stream()
            .map(Member::toString)
            .collect(Collectors.joining(", ")));
    facts.put("entries", node.totalEntries());
    replication(node.replication(), facts);
    durability(node.durability(), facts);
    node.consensus().ifPresent(tier -> consensus(tier, facts));
    if (!node.leaseCollections().isEmpty()) {
      facts.put(
          "leases-held", node.leaseCollections().stream().mapToLong(LeaseDiagnostics::held).sum());
    }
    return facts;
  }

  private static void replication(ReplicationDiagnostics exchange, Map<String, Object> facts) {
    facts.put("caught-up", exchange.caughtUp());
    facts.put("lag", exchange.lag().values().stream().mapToLong(Long::longValue).max().orElse(0));
    facts.put("repairs", exchange.repairs());
    facts.put("refused-stamps", exchange.refusedStamps());
    facts.put("undecodable", exchange.undecodable());
  }

  private static void durability(DurabilityDiagnostics journal, Map<String, Object> facts) {
    journal.location().ifPresent(location -> facts.put("journal", location));
    if (!journal.remarks().isEmpty()) {
      facts.put("journal-remarks", String.join("; ", journal.remarks()));
    }
  }

  private static void consensus(ConsensusDiagnostics tier, Map<String, Object> facts) {
    facts.put("consensus-role", tier.role().name());
    facts.put("consensus-leader", tier.leader().map(NodeId::value).orElse("unknown"));
    facts.put("consensus-term", tier.term());
    facts.put("consensus-lag", Math.max(0, tier.commitIndex() - tier.appliedIndex()));
    facts.put("voters", (long) tier.voters().size());
    facts.put("quorum-margin", (long) tier.quorumMargin());
  }
}
