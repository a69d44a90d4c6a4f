// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import io.dsm.core.access.crdt.Tallies;
import io.dsm.core.access.register.RegisterHandle;
import io.dsm.core.diagnostics.Snapshots;
import io.dsm.core.engine.EngineSettings;
import io.dsm.core.engine.EngineState;
import io.dsm.core.engine.Event;
import io.dsm.core.transport.Outbound;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtSpec;
import io.dsm.diagnostics.Diagnostics;
import io.dsm.diagnostics.QueueDiagnostics;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockSpec;
import io.dsm.ref.Ref;
import io.dsm.ref.RefSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.shard.ShardSpec;
import io.dsm.shard.Shards;
import io.dsm.spi.probe.Probe;
import io.dsm.spi.transport.Transport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One node: its parts and its life. Decides nothing of the data. */
public final class Node implements DsmRuntime {

  private final NodePlan plan;
  private final Ports ports;
  private final EventualTier eventual;
  private final DurablePart durables;
  private final ConsensusPart consensus;
  private final Admission admission;
  private final Outbound consensusOutbound;
  private final Life life;
  private final Inbound inbound;
  private final ChangeStreams streams;
  private final Openings openings;
  private final Closing closing;

  /** A node that has not been started. With simulated ports nothing in it blocks or parks. */
  public Node(NodePlan plan, Ports ports) {
    this.plan = plan;
    this.ports = ports;
    Settings settings = plan.settings();
    Probe probe = Probes.guarded(ports.probe());
    Transport transport = ports.connection().transport();
    EngineState state = new EngineState(engineSettings(plan), plan.stamps(), plan.self());
    Outbound outbound = outbound(transport, ports.threads().serial("outbound"), 0);
    // Sent by whoever has something to say: lanes to peers take it in without waiting, and another
    // thread in between would cost more than everything else a message needs.
    this.consensusOutbound = outbound(transport, Runnable::run, 1);
    this.eventual = new EventualTier(state, outbound, ports, settings.count(Setting.INBOUND_QUEUE));
    this.admission = new Admission(outbound, probe, settings.flag(Setting.REFUSE_WHEN_FULL));
    this.life = new Life(eventual, admission);
    this.consensus = new ConsensusPart(plan, ports, consensusOutbound, state::view);
    this.inbound = new Inbound(eventual::offer, consensus::messageReceived, probe);
    RegisterHandle.Site site =
        new RegisterHandle.Site(
            ports.clock(), ports.threads().callbacks(), settings.count(Setting.VALUE_BYTES));
    boolean alone = plan.membership() instanceof Membership.Standalone;
    this.durables = new DurablePart(eventual, ports, settings, alone);
    this.streams =
        new ChangeStreams(
            plan.self(), settings, ports.threads().callbacks(), eventual::execute, probe);
    // Who wants to be slowed down by the network must be told at each addition.
    Optional<Tallies.Site> sums =
        settings.flag(Setting.REFUSE_WHEN_FULL)
            ? Optional.empty()
            : Optional.of(new Tallies.Site(plan.self(), life, ports.clock(), ports.timers()));
    this.openings = new Openings(eventual, durables, new Openings.Site(life, site, streams, sums));
    Closing.Parts parts = new Closing.Parts(eventual, durables, consensus);
    this.closing = new Closing(plan, ports, parts, List.of(outbound, consensusOutbound));
  }

  private Outbound outbound(Transport transport, Executor executor, int lane) {
    Outbound.Limits limits =
        new Outbound.Limits(
            lane,
            plan.settings().count(Setting.FRAME_BYTES),
            plan.settings().number(Setting.QUEUE_BYTES));
    return new Outbound(transport, plan.self(), executor, limits);
  }

  private static EngineSettings engineSettings(NodePlan plan) {
    Settings settings = plan.settings();
    long repairInterval = settings.nanos(Setting.REPAIR_INTERVAL);
    return new EngineSettings(
        !(plan.membership() instanceof Membership.Standalone),
        settings.flag(Setting.BROADCAST),
        settings.number(Setting.LOG_BYTES),
        settings.count(Setting.FRAME_BYTES),
        settings.count(Setting.REPAIR_BATCH_BYTES),
        settings.number(Setting.REPAIR_BYTES_PER_SECOND),
        Math.min(repairInterval, 250_000_000L),
        repairInterval,
        settings.nanos(Setting.EXPIRY_INTERVAL),
        settings.duration(Setting.TOMBSTONE_HORIZON).toMillis(),
        settings.duration(Setting.TOMBSTONE_GRACE).toMillis(),
        Rosters.of(plan),
        settings.count(Setting.PENDING_WRITES));
  }

  @Override
  public <V> RegisterCollection<V> register(RegisterSpec<V> spec) {
    admitDeclaration(spec.address().toString(), eventual.collections().contains(spec.address()));
    return eventual.collections().open(spec.address(), spec, missing -> openings.registers(spec));
  }

  @Override
  public <C> CrdtCollection<C> crdt(CrdtSpec<C> spec) {
    admitDeclaration(spec.address().toString(), eventual.collections().contains(spec.address()));
    return eventual.collections().open(spec.address(), spec, missing -> openings.crdts(spec));
  }

  @Override
  public <V> LeaseCollection<V> lease(LeaseSpec<V> spec) {
    admitDeclaration(spec.address().toString(), consensus.contains(spec.address()));
    return consensus.lease(spec);
  }

  @Override
  public FencedLock lock(LockSpec spec) {
    admitDeclaration(spec.address().toString(), consensus.contains(spec.address()));
    return consensus.lock(spec);
  }

  @Override
  public <V> Ref<V> ref(RefSpec<V> spec) {
    admitDeclaration(spec.address().toString(), consensus.contains(spec.address()));
    return consensus.ref(spec);
  }

  @Override
  public Shards shards(ShardSpec spec) {
    admitDeclaration(spec.address().toString(), consensus.contains(spec.address()));
    return consensus.shards(spec);
  }

  @Override
  public synchronized void start() {
    if (!life.move(LifecycleState.NEW, LifecycleState.STARTING)) {
      return;
    }
    try {
      durables.start();
      eventual.submit(new Event.Started());
      ports.connection().membership().subscribe(this::viewChanged);
      ports.connection().transport().open(inbound);
      consensus.start(mayVote());
      life.move(LifecycleState.STARTING, LifecycleState.RUNNING);
    } catch (RuntimeException e) {
      life.move(LifecycleState.STARTING, LifecycleState.STOPPING);
      closing.run();
      life.move(LifecycleState.STOPPING, LifecycleState.STOPPED);
      throw e instanceof DsmException known ? known : cannotStart(e);
    }
  }

  private DsmException.Fatal cannotStart(RuntimeException cause) {
    return new DsmException.Fatal(
        "node "
            + plan.self()
            + " could not start with membership "
            + plan.membership()
            + " and has stopped: "
            + cause.getMessage()
            + "; correct the membership settings and build it anew",
        cause);
  }

  private boolean mayVote() {
    // A standalone node votes too, but only once it has leases. Whoever is not listed may have been
    // before: it goes on voting until the others have changed the voters.
    return !(plan.membership() instanceof Membership.Standalone) && plan.voters().isPresent();
  }

  private void viewChanged(ClusterView view, boolean merged) {
    inbound.retain(view.members()::contains);
    eventual.submit(new Event.ViewChanged(view, merged));
    consensus.viewChanged(view);
  }

  @Override
  public LifecycleState state() {
    return life.state();
  }

  @Override
  public Member self() {
    return plan.self();
  }

  @Override
  public ClusterView clusterView() {
    return eventual.state().view();
  }

  @Override
  public Diagnostics diagnostics() {
    var collections = Snapshots.collections(eventual.state(), eventual.collections()::stream);
    return new Diagnostics(
        plan.clusterId(),
        plan.serviceId(),
        plan.self(),
        life.state(),
        clusterView(),
        collections.stream().mapToLong(collection -> collection.entries()).sum(),
        collections,
        consensus.leases(),
        consensus.diagnostics(),
        Snapshots.replication(eventual.state(), inbound.undecodable()),
        durables.diagnostics(),
        queues());
  }

  private QueueDiagnostics queues() {
    EngineState state = eventual.state();
    return new QueueDiagnostics(
        state.pendingWrites(),
        state.counters().refusedWrites() + admission.refused(),
        new QueueDiagnostics.Queue(eventual.queued(), inbound.dropped()),
        queue(eventual.outbound()),
        queue(consensusOutbound));
  }

  private static QueueDiagnostics.Queue queue(Outbound outbound) {
    return new QueueDiagnostics.Queue(outbound.queuedBytes(), outbound.dropped());
  }

  @Override
  public synchronized void close() {
    if (life.move(LifecycleState.NEW, LifecycleState.STOPPING)
        || life.move(LifecycleState.RUNNING, LifecycleState.STOPPING)) {
      closing.run();
      life.move(LifecycleState.STOPPING, LifecycleState.STOPPED);
    }
  }

  /** The state of the eventual tier, for simulators that check it. */
  public EngineState engineState() {
    return eventual.state();
  }

  private void admitDeclaration(String address, boolean known) {
    LifecycleState now = life.state();
    if (now == LifecycleState.STOPPING || now == LifecycleState.STOPPED) {
      throw new DsmException.Unavailable(
          "collection " + address + " was not opened: the node is " + now);
    }
    if (now != LifecycleState.NEW && !known && !plan.dynamicRegistration()) {
      throw new DsmException.Rejected(
          "collection "
              + address
              + " was not opened: the node has started and dynamic registration is off; declare"
              + " the collection before start(), or allow it with dynamicRegistration(true)");
    }
  }
}
