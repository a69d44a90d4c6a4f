// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.cluster.Voters;
import io.dsm.core.codec.Codecs;
import io.dsm.core.consensus.ConsensusEnvironment;
import io.dsm.core.consensus.ConsensusTier;
import io.dsm.core.consensus.HelpedExecutor;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.Outbound;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.LeaseDiagnostics;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockSpec;
import io.dsm.ref.Ref;
import io.dsm.ref.RefSpec;
import io.dsm.shard.ShardSpec;
import io.dsm.shard.Shards;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The consensus tier of a node, made when it is first needed, or nothing. */
final class ConsensusPart {

  private static final System.Logger LOG = System.getLogger("io.dsm");

  private final NodePlan plan;
  private final Ports ports;
  private final Outbound outbound;
  private final Supplier<ClusterView> view;
  private volatile @Nullable ConsensusTier tier;
  private boolean started;

  ConsensusPart(NodePlan plan, Ports ports, Outbound outbound, Supplier<ClusterView> view) {
    this.plan = plan;
    this.ports = ports;
    this.outbound = outbound;
    this.view = view;
  }

  <V> LeaseCollection<V> lease(LeaseSpec<V> spec) {
    return required("lease collection " + spec.address())
        .lease(spec, Codecs.forType(spec.valueType(), spec.codec()));
  }

  FencedLock lock(LockSpec spec) {
    return required("lock " + spec.address())
        .lock(spec, Codecs.forType(String.class, Optional.empty()));
  }

  <V> Ref<V> ref(RefSpec<V> spec) {
    return required("reference " + spec.address())
        .ref(spec, Codecs.forType(spec.valueType(), spec.codec()));
  }

  Shards shards(ShardSpec spec) {
    return required("shards " + spec.address())
        .shards(spec, Codecs.forType(String.class, Optional.empty()));
  }

  /** Whether an address is open as a lease collection or a reference. */
  boolean contains(CollectionAddress address) {
    ConsensusTier current = tier;
    return leases().stream().anyMatch(lease -> lease.address().equals(address))
        || (current != null && current.isRef(address));
  }

  /** Makes and starts the tier if this node votes or has leases. */
  synchronized void start(boolean votes) {
    started = true;
    if (votes && tier == null && plan.voters().isPresent()) {
      tier = make();
    }
    ConsensusTier current = tier;
    if (current != null) {
      current.start();
    }
  }

  void messageReceived(Member sender, byte[] payload) {
    ConsensusTier current = tier;
    if (current != null) {
      current.messageReceived(sender, payload);
    }
  }

  void viewChanged(ClusterView changed) {
    ConsensusTier current = tier;
    if (current != null) {
      current.viewChanged(changed);
    }
  }

  Optional<ConsensusDiagnostics> diagnostics() {
    return Optional.ofNullable(tier)
        .filter(made -> isChosen() || !made.isIdle())
        .map(ConsensusTier::diagnostics);
  }

  private boolean isChosen() {
    return switch (plan.voters().orElseThrow()) {
      case Voters.Listed(var nodes) -> nodes.contains(plan.self().node());
      case Voters.Expected _ -> true;
    };
  }

  List<LeaseDiagnostics> leases() {
    ConsensusTier current = tier;
    return current == null ? List.of() : current.leases();
  }

  /** Gives up all leases; empty if there is nothing to give up. */
  Optional<CompletionStage<Void>> releaseAll() {
    return Optional.ofNullable(tier).map(ConsensusTier::releaseAll);
  }

  void close() {
    ConsensusTier current = tier;
    if (current != null) {
      current.close();
    }
  }

  private synchronized ConsensusTier required(String what) {
    ConsensusTier current = tier;
    if (current != null) {
      return current;
    }
    if (plan.voters().isEmpty()) {
      throw new DsmException.Rejected(
          what
              + " was not opened: this node is not standalone and has no voters; set"
              + " consensus.voters (Builder.voters) alike on all nodes");
    }
    ConsensusTier made = make();
    tier = made;
    if (started) {
      made.start();
    }
    return made;
  }

  private ConsensusTier make() {
    Executor callbacks = ports.threads().serialCallbacks("lease-callbacks");
    ReplicatedLogSettings.Ports logPorts =
        new ReplicatedLogSettings.Ports(
            ports.clock(),
            ports.timers(),
            ports.random(),
            new HelpedExecutor(ports.threads().serial("consensus")));
    ReplicatedLogSettings.Timing defaults = ReplicatedLogSettings.Timing.DEFAULT;
    ReplicatedLogSettings.Timing timing =
        new ReplicatedLogSettings.Timing(
            plan.settings().duration(Setting.CONSENSUS_HEARTBEAT),
            plan.settings().duration(Setting.CONSENSUS_LEADER_TIMEOUT),
            defaults.operationsPendingMax(),
            plan.settings().count(Setting.CONSENSUS_SNAPSHOT_EVERY));
    ConsensusEnvironment environment =
        new ConsensusEnvironment(
            plan.self(),
            plan.voters().orElseThrow(),
            ports.journals(),
            logPorts,
            timing,
            callbacks,
            view,
            (member, payload) -> outbound.send(member, new Message.Consensus(payload)),
            plan.settings().duration(Setting.CONSENSUS_CALL_TIMEOUT));
    LOG.log(Level.DEBUG, "the consensus tier of {0} is made", plan.self());
    return new ConsensusTier(environment, ports.log());
  }
}
