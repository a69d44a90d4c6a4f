// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.ConsensusMessage.VotersAsk;
import io.dsm.core.consensus.ConsensusMessage.VotersPropose;
import io.dsm.core.consensus.ConsensusMessage.VotersTell;
import io.dsm.spi.time.Timers.Timer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Finds out which log the cluster has, and who votes in it.
 *
 * <p>A log is founded once: listed voters accept their list, of an expected number the smallest
 * node that sees enough others proposes; every memory accepts one choice ever, durably before it
 * says so; only when all of the chosen have accepted is the log founded, with the numbers of their
 * memories. A view only decides when to propose, never who has accepted. Whoever meets a node that
 * knows a log takes that one and founds none. From then on the log itself says who votes, and
 * {@link VoterSteward} changes that.
 *
 * <p>Everything but {@link #start} and {@link #active} runs on the log's executor.
 */
final class VoterAgreement {

  private static final long TICK_NANOS = 300_000_000;
  private static final long QUIET_TICK_NANOS = 1_000_000_000;
  private static final int STEADY_TICKS = 3;

  private final ConsensusEnvironment environment;
  private final Runnable whenChanged;
  private final VoterMemory memory;
  private final VoterSteward steward;
  private final VoterNews news;
  private final Map<NodeId, VotersTell> heard = new TreeMap<>();
  private volatile List<NodeId> active = List.of();
  private volatile Optional<Place> place = Optional.empty();
  private volatile boolean recovered;
  private volatile boolean closed;
  private Timer timer = () -> {};
  private List<NodeId> lastSeen = List.of();
  private int steadyTicks;

  /**
   * @param log of this node, if it runs
   * @param whenChanged told that the log was founded or found, or that its members are others
   */
  VoterAgreement(
      ConsensusEnvironment environment,
      Supplier<Optional<ReplicatedLog>> log,
      Runnable whenChanged) {
    this.environment = environment;
    this.whenChanged = whenChanged;
    this.news = new VoterNews(environment);
    this.memory =
        new VoterMemory(
            environment.self().node(),
            environment.journals().open("voters"),
            environment.logPorts().random());
    this.steward = new VoterSteward(environment, log, this::own, this::rosterKnown);
  }

  /** Recovers what was agreed, or begins to agree. Blocks for the disk. */
  void start() {
    memory.recover();
    if (memory.charter().isPresent()) {
      changed();
    } else if (environment.voters() instanceof Voters.Listed(var nodes)) {
      acceptListed(nodes);
    }
    recovered = true;
    later(this::tick);
  }

  private void acceptListed(List<NodeId> nodes) {
    if (!memory.accepted().isEmpty() && !memory.accepted().equals(nodes)) {
      // The others may have founded a log with what was accepted: that voter is gone then.
      memory.renew();
    }
    if (memory.accepted().isEmpty() && nodes.contains(environment.self().node())) {
      memory.accept(nodes);
      foundIfAllAccepted();
    }
  }

  /** The voters; empty while no log is known. */
  List<NodeId> active() {
    return active;
  }

  /** Where this node sits; empty while no log is known. */
  Optional<Place> place() {
    return place;
  }

  private void later(Runnable step) {
    environment
        .logPorts()
        .executor()
        .execute(
            () -> {
              // Others may speak to this node before it knows who it is; they will again.
              if (recovered && !closed) {
                carryOut(step);
              }
            });
  }

  /**
   * What could not be written down is not known, so nothing was promised that will be forgotten.
   */
  private void carryOut(Runnable step) {
    try {
      step.run();
    } catch (DsmException.Fatal failure) {
      closed = true;
      timer.cancel();
      news.cannotRemember(failure);
    }
  }

  /** More may be reachable now. */
  void viewChanged() {
    if (active.isEmpty()) {
      later(
          () -> {
            if (memory.charter().isEmpty()) {
              askAll();
            }
          });
    }
  }

  void received(Member from, VotersAsk ask) {
    later(() -> send(from, own()));
  }

  void received(Member from, VotersPropose proposal) {
    later(
        () -> {
          acceptIfAcceptable(proposal.voters());
          send(from, own());
        });
  }

  void received(Member from, VotersTell told) {
    later(
        () -> {
          steward.heard(from.node(), told);
          if (told.charter().isPresent()) {
            known(from, told.charter().get());
          } else if (memory.charter().isEmpty()) {
            heard.put(from.node(), told);
            acceptIfAcceptable(told.accepted());
            foundIfAllAccepted();
          }
        });
  }

  private VotersTell own() {
    return new VotersTell(
        memory.self().memory(), environment.voters(), memory.accepted(), memory.charter());
  }

  private void acceptIfAcceptable(List<NodeId> proposed) {
    if (memory.charter().isEmpty() && memory.accepted().isEmpty() && isAcceptable(proposed)) {
      memory.accept(proposed);
    }
  }

  private boolean isAcceptable(List<NodeId> proposed) {
    return environment.voters() instanceof Voters.Expected(var size)
        && proposed.size() == size
        && proposed.contains(environment.self().node())
        && proposed.stream().sorted().distinct().toList().equals(proposed);
  }

  private void tick() {
    boolean busy;
    if (memory.charter().isPresent()) {
      busy = steward.look();
    } else {
      seek();
      busy = true;
    }
    long jitter = environment.logPorts().random().below(100) * 1_000_000L;
    long pause = (busy ? TICK_NANOS : QUIET_TICK_NANOS) + jitter;
    timer = environment.logPorts().timers().after(pause, () -> later(this::tick));
  }

  private void seek() {
    List<NodeId> nodes =
        environment.view().get().members().stream().map(Member::node).sorted().distinct().toList();
    proposeIfFirst(nodes);
    askAll();
    foundIfAllAccepted();
    news.notAgreed(memory.accepted(), heard, nodes);
  }

  private void askAll() {
    for (Member member : environment.view().get().members()) {
      if (!member.equals(environment.self())) {
        boolean chosen = memory.accepted().contains(member.node());
        send(member, chosen ? new VotersPropose(memory.accepted()) : new VotersAsk());
      }
    }
  }

  /** Not hastily: two choices that share a node but differ would both be stuck for ever. */
  private void proposeIfFirst(List<NodeId> nodes) {
    steadyTicks = nodes.equals(lastSeen) ? steadyTicks + 1 : 0;
    lastSeen = nodes;
    if (memory.accepted().isEmpty()
        && heard.values().stream().allMatch(told -> told.accepted().isEmpty())
        && steadyTicks >= STEADY_TICKS
        && environment.voters() instanceof Voters.Expected(var size)
        && nodes.size() >= size
        && nodes.getFirst().equals(environment.self().node())) {
      memory.accept(nodes.subList(0, size));
    }
  }

  private void foundIfAllAccepted() {
    NodeId self = environment.self().node();
    List<NodeId> choice = memory.accepted();
    boolean all =
        memory.charter().isEmpty()
            && choice.contains(self)
            && choice.stream()
                .filter(voter -> !voter.equals(self))
                .allMatch(voter -> accepted(voter).equals(choice));
    if (all) {
      memory.know(Charter.begin(choice.stream().map(this::idOf).toList()));
      changed();
      askAllToTake();
    }
  }

  private List<NodeId> accepted(NodeId voter) {
    VotersTell told = heard.get(voter);
    return told == null ? List.of() : told.accepted();
  }

  private VoterId idOf(NodeId voter) {
    VotersTell told = heard.get(voter);
    return told == null ? memory.self() : new VoterId(voter, told.memory());
  }

  private void askAllToTake() {
    environment.view().get().members().stream()
        .filter(member -> !member.equals(environment.self()))
        .forEach(member -> send(member, own()));
  }

  /** Somebody knows a log. */
  private void known(Member from, Charter told) {
    Optional<Charter> own = memory.charter();
    if (own.isEmpty()) {
      memory.know(told);
      changed();
    } else if (own.get().founders().equals(told.founders())) {
      rosterKnown(told.roster());
    } else {
      news.otherLog(own.get(), from, told);
    }
  }

  private void rosterKnown(Roster roster) {
    Charter own = memory.charter().orElseThrow();
    if (roster.index() > own.roster().index()) {
      memory.know(own.with(roster));
      changed();
    }
  }

  private void changed() {
    Roster roster = memory.charter().orElseThrow().roster();
    active = roster.nodes();
    heard.clear();
    settle();
    news.changed(memory.self(), roster);
    whenChanged.run();
  }

  private void settle() {
    VoterId self = memory.self();
    place =
        Optional.of(
            new Place(
                self,
                memory.charter().orElseThrow(),
                memory.isSeated(),
                () -> later(() -> memory.seated(self)),
                () -> later(whenChanged)));
  }

  private void send(Member to, ConsensusMessage message) {
    environment.sender().accept(to, ConsensusMessageCodec.encode(message));
  }

  void close() {
    closed = true;
    timer.cancel();
    memory.close();
  }
}
