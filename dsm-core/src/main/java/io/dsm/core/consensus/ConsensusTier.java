// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.codec.ValueCodec;
import io.dsm.core.access.lease.LeaseNode;
import io.dsm.core.access.lease.LeasePorts;
import io.dsm.core.access.lock.LockNode;
import io.dsm.core.access.ref.RefNode;
import io.dsm.core.access.ref.RefPorts;
import io.dsm.core.access.shard.ShardNode;
import io.dsm.core.access.shard.ShardPorts;
import io.dsm.core.consensus.ConsensusMessage.Answer;
import io.dsm.core.consensus.ConsensusMessage.ForwardCommand;
import io.dsm.core.consensus.ConsensusMessage.ForwardQuery;
import io.dsm.core.consensus.ConsensusMessage.LogFrame;
import io.dsm.core.consensus.ConsensusMessage.Offer;
import io.dsm.core.consensus.ConsensusMessage.OfferAnswer;
import io.dsm.core.consensus.ConsensusMessage.RefTold;
import io.dsm.core.consensus.ConsensusMessage.Revoked;
import io.dsm.core.consensus.ConsensusMessage.TransferredToYou;
import io.dsm.core.consensus.ConsensusMessage.VotersAsk;
import io.dsm.core.consensus.ConsensusMessage.VotersPropose;
import io.dsm.core.consensus.ConsensusMessage.VotersTell;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.diagnostics.LeaseDiagnostics;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockSpec;
import io.dsm.ref.Ref;
import io.dsm.ref.RefSpec;
import io.dsm.shard.ShardSpec;
import io.dsm.shard.Shards;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The consensus tier of one node, whether it votes or not. Connects the choice of voters, the
 * replicated log, calls to the leader and the leases this node holds; decides nothing itself.
 * Thread-safe; only {@link #start} and {@link #close} block.
 */
public final class ConsensusTier implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ConsensusTier.class.getName());

  private final ConsensusEnvironment environment;
  private final LogSeat seat;
  private final VoterAgreement agreement;
  private final LeaderDesk desk;
  private final CallRoute route;
  private final VoterCalls calls;
  private final Offers offers;
  private final LeaseNode leases;
  private final LockNode locks;
  private final RefNode refs;
  private final ShardNode shards;
  private volatile boolean closed;

  /**
   * @param provider makes the replicated log; needed only if this node comes to vote
   */
  public ConsensusTier(ConsensusEnvironment environment, Optional<ReplicatedLogProvider> provider) {
    this.environment = environment;
    this.seat = new LogSeat(environment, provider, this::tell);
    this.agreement = new VoterAgreement(environment, seat::log, this::votersChanged);
    this.desk = new LeaderDesk(seat::log);
    this.route = new CallRoute(environment, agreement::active, seat::log);
    this.calls = new VoterCalls(environment, route, desk);
    this.offers = new Offers(environment);
    this.leases =
        new LeaseNode(
            new LeasePorts(
                environment.self(),
                new VoterGateway(calls, offers, environment.callTimeout()),
                environment.logPorts().clock(),
                environment.logPorts().timers(),
                environment.logPorts().random(),
                environment.callbacks(),
                environment.view(),
                environment.callTimeout()));
    this.locks =
        new LockNode(
            environment.self(),
            leases,
            environment.logPorts().clock(),
            environment.logPorts().timers());
    this.shards =
        new ShardNode(
            leases,
            new ShardPorts(
                environment.self(),
                environment.logPorts().clock(),
                environment.logPorts().timers(),
                environment.logPorts().random(),
                environment.callbacks(),
                environment.view()));
    this.refs =
        new RefNode(
            new RefPorts(
                environment.self(),
                new RefVoterGateway(calls, environment.callTimeout()),
                environment.logPorts().clock(),
                environment.logPorts().timers(),
                environment.callbacks(),
                environment.callTimeout()));
  }

  /**
   * Recovers the choice of voters and begins to vote or to look for voters. Blocks for the disk.
   *
   * @throws DsmException.Fatal if this node must vote and cannot
   */
  public void start() {
    leases.start();
    refs.start();
    shards.start();
    seat.refuseIfItMustVoteAndCannot(isNeeded());
    agreement.start();
    seat.openForStart();
    takeSeat();
  }

  private boolean isNeeded() {
    return !leases.diagnostics().isEmpty() || !refs.isEmpty();
  }

  private void takeSeat() {
    seat.follow(agreement::place, isNeeded());
  }

  /** Voters have changed after the start; the log's executor must not wait for the log to start. */
  private void votersChanged() {
    if (seat.isOpenForStart()) {
      environment
          .callbacks()
          .execute(
              () -> {
                try {
                  takeSeat();
                } catch (DsmException failed) {
                  LOG.log(ERROR, "node " + environment.self() + " does not vote", failed);
                }
              });
    }
  }

  /** A consensus message has come. Returns at once; bad messages are dropped. */
  public void messageReceived(Member from, byte[] payload) {
    if (closed) {
      return;
    }
    try {
      received(from, ConsensusMessageCodec.decode(payload));
    } catch (IllegalArgumentException unreadable) {
      LOG.log(DEBUG, () -> "dropped a consensus message of " + from + ": " + unreadable);
    }
  }

  private void received(Member from, ConsensusMessage message) {
    switch (message) {
      case LogFrame(var frame) ->
          seat.log().ifPresent(log -> log.messageReceived(from.node(), frame));
      case ForwardCommand command -> desk.serve(from, command, answer -> send(from, answer));
      case ForwardQuery query -> desk.serve(query, answer -> send(from, answer));
      case Answer answer -> calls.answered(from, answer);
      case Offer(var attempt, var key) -> send(from, new OfferAnswer(attempt, leases.offered(key)));
      case OfferAnswer answer -> offers.answered(from, answer);
      case TransferredToYou _, Revoked _, RefTold _ -> {
        if (agreement.active().contains(from.node())) {
          told(message);
        }
      }
      case VotersAsk ask -> agreement.received(from, ask);
      case VotersPropose proposal -> agreement.received(from, proposal);
      case VotersTell told -> agreement.received(from, told);
    }
  }

  private void told(ConsensusMessage message) {
    if (message instanceof TransferredToYou(var key, var grant, var consent)) {
      leases.transferred(key, grant, consent);
    } else if (message instanceof Revoked(var claim)) {
      leases.revoked(claim);
    } else if (message instanceof RefTold(var change)) {
      refs.told(change);
    }
  }

  /** The leader of this node's log tells a member about its leases; never under the log's feet. */
  private void tell(Member member, ConsensusMessage message) {
    if (member.equals(environment.self())) {
      environment.callbacks().execute(() -> told(message));
    } else {
      send(member, message);
    }
  }

  private void send(Member member, ConsensusMessage message) {
    environment.sender().accept(member, ConsensusMessageCodec.encode(message));
  }

  /** The view has changed: a hint where to send. */
  public void viewChanged(ClusterView view) {
    if (!closed) {
      leases.lookForTransfers();
      shards.viewChanged();
      seat.viewChanged(view);
      agreement.viewChanged();
    }
  }

  /**
   * Opens a lease collection, or returns the open one of an equal spec.
   *
   * @throws DsmException.Rejected if the address is open with other settings
   */
  public <V> LeaseCollection<V> lease(LeaseSpec<V> spec, ValueCodec<V> codec) {
    return leases.open(spec, codec);
  }

  /** Opens a lock; same rules. */
  public FencedLock lock(LockSpec spec, ValueCodec<String> codec) {
    return locks.open(spec, codec);
  }

  /** Opens shards; same rules. */
  public Shards shards(ShardSpec spec, ValueCodec<String> codec) {
    return shards.open(spec, codec);
  }

  /** Opens a reference; same rules. */
  public <V> Ref<V> ref(RefSpec<V> spec, ValueCodec<V> codec) {
    return refs.open(spec, codec);
  }

  /** Whether an address is open as a reference. */
  public boolean isRef(CollectionAddress address) {
    return refs.contains(address);
  }

  /** Whether this node neither votes nor has declared anything of this tier. */
  public boolean isIdle() {
    return !isNeeded() && seat.log().isEmpty();
  }

  /** What this node knows of the consensus tier. */
  public ConsensusDiagnostics diagnostics() {
    List<NodeId> voters = agreement.active();
    ClusterView view = environment.view().get();
    int visible = (int) voters.stream().filter(view::contains).count();
    return seat.log()
        .map(
            log -> {
              ReplicatedLog.Status status = log.status();
              return new ConsensusDiagnostics(
                  status.role(),
                  status.leader(),
                  status.term(),
                  status.commitIndex(),
                  status.appliedIndex(),
                  status.voters(),
                  visible);
            })
        .orElseGet(
            () -> {
              boolean client = !voters.isEmpty() && !voters.contains(environment.self().node());
              Role role = client ? Role.CLIENT : Role.INACTIVE;
              return new ConsensusDiagnostics(role, route.leader(), 0, 0, 0, voters, visible);
            });
  }

  /** How many calls of this node wait for the voters. */
  int callsWaiting() {
    return calls.waiting();
  }

  /** A snapshot of each lease collection, by address. */
  public List<LeaseDiagnostics> leases() {
    return leases.diagnostics();
  }

  /**
   * Hands shards over and gives up all leases of this node, ends its session with the voters, and
   * hands leadership on if it leads them.
   */
  public CompletionStage<Void> releaseAll() {
    return shards
        .leave()
        .handle((left, failure) -> leases.releaseAll())
        .thenCompose(released -> released)
        .handle((released, failure) -> seat.log())
        .thenCompose(
            log ->
                log.map(ReplicatedLog::yieldLeadership)
                    .orElseGet(() -> CompletableFuture.completedStage(null)));
  }

  /** Stops voting and fails calls that wait. Does not release leases. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      leases.close();
      refs.close();
      offers.close();
      calls.close();
      agreement.close();
      seat.close();
    }
  }
}
