// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.INFO;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ConsensusMessage.VotersAsk;
import io.dsm.core.consensus.ConsensusMessage.VotersTell;
import io.dsm.spi.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks after the members of the log from its leader: asks all nodes who they are and what their
 * settings say, and changes the members one step at a time until they are what the voters want. On
 * the log's executor only.
 */
final class VoterSteward {

  private static final System.Logger LOG = System.getLogger(VoterSteward.class.getName());

  /** Whoever was heard from within this time is there. */
  private static final long LATELY_NANOS = Duration.ofSeconds(4).toNanos();

  /** A voter silent for longer may be replaced where only a number of voters is set. */
  private static final long LOST_NANOS = Duration.ofMinutes(10).toNanos();

  private final ConsensusEnvironment environment;
  private final Supplier<Optional<ReplicatedLog>> log;
  private final Supplier<VotersTell> own;
  private final Consumer<Roster> whenChanged;
  private final Map<NodeId, Heard> heard = new TreeMap<>();
  private long ledSince;
  private long lookedAt;
  private boolean leading;

  private record Heard(NextChange.Seen seen, long at) {}

  /**
   * @param own what this node tells others
   * @param whenChanged takes the committed members
   */
  VoterSteward(
      ConsensusEnvironment environment,
      Supplier<Optional<ReplicatedLog>> log,
      Supplier<VotersTell> own,
      Consumer<Roster> whenChanged) {
    this.environment = environment;
    this.log = log;
    this.own = own;
    this.whenChanged = whenChanged;
  }

  /** A node has told who it is. */
  void heard(NodeId node, VotersTell told) {
    NextChange.Seen seen =
        new NextChange.Seen(new VoterId(node, told.memory()), told.wish(), known(told));
    heard.put(node, new Heard(seen, clock().monotonicNanos()));
  }

  private long known(VotersTell told) {
    Optional<Charter> here = own.get().charter();
    return told.charter()
        .filter(there -> here.map(Charter::founders).equals(Optional.of(there.founders())))
        .map(there -> there.roster().index())
        .orElse(-1L);
  }

  /** Looks whether there is something to do; whether there was, or may be soon. */
  boolean look() {
    Optional<ReplicatedLog> running = log.get();
    running.flatMap(ReplicatedLog::roster).ifPresent(whenChanged);
    Optional<Membership> membership = running.flatMap(ReplicatedLog::membership);
    if (membership.isEmpty()) {
      leading = false;
      heard.clear();
      return false;
    }
    if (!leading) {
      leading = true;
      ledSince = clock().monotonicNanos();
    }
    askAll();
    Optional<MemberChange> next = next(membership.get());
    next.ifPresent(change -> carryOut(running.get(), change));
    // The others are to hear of new members before the next ones can be taken in.
    boolean isNew = membership.get().roster().index() != lookedAt;
    lookedAt = membership.get().roster().index();
    return next.isPresent() || membership.get().changing() || isNew;
  }

  private void askAll() {
    VotersTell told = own.get();
    heard(environment.self().node(), told);
    byte[] telling = ConsensusMessageCodec.encode(told);
    byte[] asking = ConsensusMessageCodec.encode(new VotersAsk());
    for (Member member : environment.view().get().members()) {
      if (!member.equals(environment.self())) {
        environment.sender().accept(member, telling);
        environment.sender().accept(member, asking);
      }
    }
  }

  private Optional<MemberChange> next(Membership membership) {
    long now = clock().monotonicNanos();
    Map<NodeId, NextChange.Seen> seen = new TreeMap<>();
    heard.forEach(
        (node, last) -> {
          if (now - last.at() <= LATELY_NANOS) {
            seen.put(node, last.seen());
          }
        });
    Set<NodeId> lost = new TreeSet<>();
    for (NodeId node : membership.roster().nodes()) {
      Heard last = heard.get(node);
      if (now - (last == null ? ledSince : last.at()) > LOST_NANOS) {
        lost.add(node);
      }
    }
    return NextChange.of(membership, self(), seen, lost);
  }

  private VoterId self() {
    return new VoterId(environment.self().node(), own.get().memory());
  }

  private void carryOut(ReplicatedLog running, MemberChange change) {
    if (change.equals(new MemberChange.Leave(self()))) {
      LOG.log(INFO, "{0}: this voter hands on leadership before it leaves", self());
      var _ = running.yieldLeadership();
      return;
    }
    LOG.log(INFO, "{0}: the voters change: {1}", self(), change);
    var _ =
        running
            .change(change)
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    // It is looked at anew soon, by whoever leads then.
                    LOG.log(DEBUG, () -> self() + ": " + change + " failed", failure);
                  }
                });
  }

  private Clock clock() {
    return environment.logPorts().clock();
  }
}
