// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.dsm.DsmException;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private @Nullable VoterId sitting;
  private boolean closed;
  private boolean leaving;

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
   * Refuses to begin where it is clear that this node will have to vote and cannot.
   *
   * @throws DsmException.Fatal if there is no replicated log on the class path
   */
  void refuseIfItMustVoteAndCannot(boolean needed) {
    NodeId self = environment.self().node();
    if (needed
        && environment.voters() instanceof Voters.Listed(var nodes)
        && nodes.contains(self)) {
      required(nodes);
    }
  }

  private ReplicatedLogProvider required(List<NodeId> voters) {
    return provider.orElseThrow(
        () ->
            new DsmException.Fatal(
                "node %s must vote (voters %s), but there is no replicated log on the class path;"
                        .formatted(environment.self(), voters)
                    + " leases cannot work; add the dependency io.dsm:dsm-raft"));
  }

  /**
   * Begins to take part in the log if this node is a member, ends it if it is none any more, or is
   * one with another memory. Blocks for the disk.
   *
   * @param known where this node sits now
   * @param needed whether this node has declared consensus types
   */
  synchronized void follow(Supplier<Optional<Place>> known, boolean needed) {
    Optional<Place> now = known.get();
    if (closed || leaving || now.isEmpty()) {
      return;
    }
    Place place = now.get();
    if (log.isEmpty()) {
      if (place.isMember()) {
        begin(place, needed);
      }
    } else if (!place.isMember() || !place.self().equals(sitting)) {
      end(place, log.get());
    }
  }

  private void begin(Place place, boolean needed) {
    if (provider.isEmpty() && !needed) {
      LOG.log(DEBUG, "no replicated log is present and none is needed; this node does not vote");
      return;
    }
    ReplicatedLogSettings settings =
        new ReplicatedLogSettings(
            place.self(),
            place.charter().founders(),
            place.remembered(),
            environment.logTiming(),
            environment.journals().open("consensus"),
            environment.logPorts(),
            this::send);
    ReplicatedLog opened =
        required(place.charter().roster().nodes()).open(settings, new VoterMachine(watch));
    opened.start();
    place.begun().run();
    sitting = place.self();
    log = Optional.of(opened);
  }

  private void end(Place place, ReplicatedLog ended) {
    LOG.log(INFO, "{0} votes no more: the voters are {1}", sitting, place.charter().roster());
    leaving = true;
    var _ =
        ended
            .retire()
            .whenComplete(
                (done, failure) -> {
                  synchronized (this) {
                    leaving = false;
                    log = Optional.empty();
                  }
                  place.left().run();
                });
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
