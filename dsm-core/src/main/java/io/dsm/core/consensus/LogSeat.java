// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import io.dsm.DsmException;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** This node's seat among the voters: the replicated log once it votes, nothing before or else. */
final class LogSeat {

  private static final System.Logger LOG = System.getLogger(LogSeat.class.getName());

  private final ConsensusEnvironment environment;
  private final Optional<ReplicatedLogProvider> provider;
  private final LeaseExpiry expiry;
  private final Departures departures;
  private final LeaderWatch watch;
  private volatile Optional<ReplicatedLog> log = Optional.empty();
  private volatile boolean openForStart;
  private boolean closed;

  LogSeat(
      ConsensusEnvironment environment,
      Optional<ReplicatedLogProvider> provider,
      BiConsumer<Member, ConsensusMessage> teller) {
    this.environment = environment;
    this.provider = provider;
    this.expiry =
        new LeaseExpiry(
            environment.logPorts().clock(), environment.logPorts().timers(), this::propose);
    RefFollowers followers = new RefFollowers(environment.logPorts().clock(), environment.view());
    this.departures =
        new Departures(
            environment.view(), environment.logPorts().timers(), this::propose, expiry::suspect);
    this.watch = new LeaderWatch(expiry, followers, departures, teller);
  }

  Optional<ReplicatedLog> log() {
    return log;
  }

  /** Who is seen has changed: a hint who need not be waited for. */
  void viewChanged(ClusterView view) {
    departures.viewChanged(view);
  }

  /** From now on whoever learns of the voters starts the log. */
  void openForStart() {
    openForStart = true;
  }

  boolean isOpenForStart() {
    return openForStart;
  }

  /**
   * Starts to vote if the voters are known and this node is one of them. Blocks for the disk.
   *
   * @param needed whether this node has declared consensus types
   */
  synchronized void startIfAgreed(List<NodeId> voters, boolean needed) {
    if (closed || log.isPresent() || !voters.contains(environment.self().node())) {
      return;
    }
    if (provider.isEmpty() && !needed) {
      LOG.log(DEBUG, "no replicated log is present and none is needed; this node does not vote");
      return;
    }
    if (provider.isEmpty()) {
      throw new DsmException.Fatal(
          "node %s must vote (voters %s), but there is no replicated log on the class path; leases"
                  .formatted(environment.self(), voters)
              + " cannot work; add the dependency io.dsm:dsm-raft");
    }
    ReplicatedLogSettings settings =
        new ReplicatedLogSettings(
            new VoterId(environment.self().node(), 0),
            voters.stream().map(voter -> new VoterId(voter, 0)).toList(),
            false,
            environment.logTiming(),
            environment.journals().open("consensus"),
            environment.logPorts(),
            this::send);
    ReplicatedLog opened = provider.get().open(settings, new VoterMachine(watch));
    opened.start();
    log = Optional.of(opened);
  }

  private void send(NodeId voter, byte[] frame) {
    ClusterView view = environment.view().get();
    view.members().stream()
        .filter(member -> member.node().equals(voter))
        .max(Comparator.naturalOrder())
        .ifPresent(
            member ->
                environment
                    .sender()
                    .accept(
                        member,
                        ConsensusMessageCodec.encode(new ConsensusMessage.LogFrame(frame))));
  }

  private void propose(byte[] envelope) {
    log.ifPresent(
        voter ->
            voter
                .propose(envelope)
                .whenComplete(
                    (answer, failure) -> {
                      // A failed proposal is made again by the expiry; only surprises are told.
                      if (failure instanceof DsmException.Fatal) {
                        LOG.log(WARNING, "an expiry could not be proposed", failure);
                      }
                    }));
  }

  synchronized void close() {
    closed = true;
    expiry.leadsNoMore();
    log.ifPresent(ReplicatedLog::close);
  }
}
