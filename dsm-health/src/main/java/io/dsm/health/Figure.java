// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import io.dsm.diagnostics.CollectionDiagnostics;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.Diagnostics;
import io.dsm.diagnostics.LeaseDiagnostics;
import io.dsm.diagnostics.StreamDiagnostics;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A number of a node that is worth a meter, named as OpenTelemetry names things: lower case, dots,
 * no unit and no {@code total} in the name.
 *
 * @param name of the meter
 * @param unit in UCUM, annotations in braces
 * @param description one sentence
 * @param onlyGrows whether it is a counter, else a gauge
 * @param reading takes it from a snapshot of the node; costs nothing
 */
public record Figure(
    String name,
    String unit,
    String description,
    boolean onlyGrows,
    Function<Diagnostics, Long> reading) {

  private static final List<Figure> ALL =
      List.of(
          gauge(
              "dsm.cluster.members",
              "{member}",
              "Members this node sees.",
              node -> (long) node.clusterView().members().size()),
          gauge("dsm.entries", "{entry}", "Entries present here.", Diagnostics::totalEntries),
          counter(
              "dsm.writes.discarded",
              "{write}",
              "Writes that lost to a greater version.",
              node -> node.collections().stream().mapToLong(each -> each.discardedWrites()).sum()),
          gauge(
              "dsm.replication.lag",
              "{update}",
              "Updates the slowest visible peer has not acknowledged.",
              node ->
                  node.replication().lag().values().stream()
                      .mapToLong(Long::longValue)
                      .max()
                      .orElse(0)),
          counter(
              "dsm.replication.repairs",
              "{repair}",
              "Exchanges that moved entries to heal a difference.",
              node -> node.replication().repairs()),
          counter(
              "dsm.replication.undecodable",
              "{frame}",
              "Frames and entries dropped because they could not be read.",
              node -> node.replication().undecodable()),
          gauge(
              "dsm.writes.pending",
              "{write}",
              "Writes that wait for acknowledgements or for the disk.",
              node -> (long) node.queues().pendingWrites()),
          counter(
              "dsm.writes.refused",
              "{write}",
              "Writes refused because too much waited.",
              node -> node.queues().refusedWrites()),
          gauge(
              "dsm.outbound.queue",
              "By",
              "Bytes that wait to be sent.",
              node -> node.queues().outbound().waiting()),
          counter(
              "dsm.outbound.drops",
              "{message}",
              "Messages not sent because too much waited; repair makes up for them.",
              node -> node.queues().outbound().dropped()),
          gauge(
              "dsm.inbound.queue",
              "{event}",
              "Events that wait to be applied.",
              node -> node.queues().inbound().waiting()),
          counter(
              "dsm.inbound.drops",
              "{frame}",
              "Frames not applied because too many waited; repair brings them again.",
              node -> node.queues().inbound().dropped()),
          gauge(
              "dsm.watch.watchers",
              "{watcher}",
              "Watchers and subscribers.",
              streams(StreamDiagnostics::watchers)),
          counter(
              "dsm.watch.gaps",
              "{gap}",
              "Gaps given to watchers that fell behind.",
              streams(StreamDiagnostics::gaps)),
          counter(
              "dsm.watch.missed",
              "{change}",
              "Changes not given to watchers, in all gaps together.",
              streams(StreamDiagnostics::missed)),
          gauge(
              "dsm.consensus.quorum.margin",
              "{voter}",
              "Visible voters beyond the majority; negative without one.",
              node -> node.consensus().map(tier -> (long) tier.quorumMargin()).orElse(0L)),
          gauge(
              "dsm.consensus.lag",
              "{entry}",
              "Entries of the log this node knows and has not applied.",
              node -> node.consensus().map(Figure::lag).orElse(0L)),
          gauge("dsm.lease.held", "{lease}", "Leases this node holds.", leases(it -> it.held())),
          counter(
              "dsm.lease.acquisitions",
              "{lease}",
              "Leases granted to this node.",
              leases(LeaseDiagnostics::acquired)),
          counter(
              "dsm.lease.acquisition.rejections",
              "{lease}",
              "Leases refused because another held the key.",
              leases(LeaseDiagnostics::acquireRejections)),
          counter(
              "dsm.lease.renewals",
              "{renewal}",
              "Renewals granted.",
              leases(LeaseDiagnostics::renewals)),
          counter(
              "dsm.lease.renewal.rejections",
              "{renewal}",
              "Renewals refused.",
              leases(LeaseDiagnostics::renewRejections)),
          counter(
              "dsm.lease.uncertain",
              "{command}",
              "Commands whose outcome is unknown.",
              leases(LeaseDiagnostics::uncertainOutcomes)),
          counter(
              "dsm.lease.losses",
              "{lease}",
              "Leases that ended without release or transfer.",
              leases(LeaseDiagnostics::lost)));

  /** All there are. */
  public static List<Figure> all() {
    return ALL;
  }

  private static long lag(ConsensusDiagnostics tier) {
    return Math.max(0, tier.commitIndex() - tier.appliedIndex());
  }

  private static Function<Diagnostics, Long> leases(ToLongFunction<LeaseDiagnostics> each) {
    return node -> node.leaseCollections().stream().mapToLong(each).sum();
  }

  private static Function<Diagnostics, Long> streams(ToLongFunction<StreamDiagnostics> each) {
    return node ->
        node.collections().stream().map(CollectionDiagnostics::stream).mapToLong(each).sum();
  }

  private static Figure gauge(
      String name, String unit, String description, Function<Diagnostics, Long> reading) {
    return new Figure(name, unit, description, false, reading);
  }

  private static Figure counter(
      String name, String unit, String description, Function<Diagnostics, Long> reading) {
    return new Figure(name, unit, description, true, reading);
  }
}
