// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.ConsensusMessage.VotersAsk;
import io.dsm.core.consensus.ConsensusMessage.VotersPropose;
import io.dsm.core.consensus.ConsensusMessage.VotersTell;
import io.dsm.spi.time.Timers.Timer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds out who votes. Listed voters are taken as they are. An expected number is made up once: the
 * smallest node that sees enough others proposes; every node accepts one proposal ever, durably
 * before it says so; only when all of the proposed have accepted do they vote. A view only decides
 * when to propose, never who has accepted. What a data directory remembers wins over settings.
 *
 * <p>Everything but {@link #start} and {@link #active} runs on the log's executor, which is idle
 * before there are voters.
 */
final class VoterAgreement {

  private static final System.Logger LOG = System.getLogger(VoterAgreement.class.getName());
  private static final long TICK_NANOS = 300_000_000;
  private static final int STEADY_TICKS = 3;
  private static final int TICKS_BETWEEN_WARNINGS = 60;

  private final ConsensusEnvironment environment;
  private final Consumer<List<NodeId>> whenActive;
  private final VoterMemory memory;
  private final Map<NodeId, List<NodeId>> heard = new TreeMap<>();
  private volatile List<NodeId> active = List.of();
  private volatile boolean closed;
  private Timer timer = () -> {};
  private List<NodeId> lastSeen = List.of();
  private int steadyTicks;
  private int ticks;

  VoterAgreement(ConsensusEnvironment environment, Consumer<List<NodeId>> whenActive) {
    this.environment = environment;
    this.whenActive = whenActive;
    this.memory = new VoterMemory(environment.journals().open("voters"));
  }

  /** Recovers what was agreed, or begins to agree. Blocks for the disk. */
  void start() {
    memory.recover();
    switch (environment.voters()) {
      case Voters.Listed(var nodes) -> {
        if (!memory.isActive()) {
          memory.activate(nodes);
        } else if (!memory.voters().equals(nodes)) {
          LOG.log(
              WARNING,
              "the settings of {0} name the voters {1}, but its data directory remembers {2}; the"
                  + " remembered ones count; correct the setting, or begin with empty directories",
              environment.self(),
              nodes,
              memory.voters());
        }
      }
      case Voters.Expected _ -> {}
    }
    if (memory.isActive()) {
      activated();
    } else {
      later(this::tick);
    }
  }

  /** The voters; empty while they are not agreed. */
  List<NodeId> active() {
    return active;
  }

  void received(Member from, VotersAsk ask) {
    later(() -> tell(from));
  }

  void received(Member from, VotersPropose proposal) {
    later(
        () -> {
          acceptIfAcceptable(proposal.voters());
          tell(from);
        });
  }

  void received(Member from, VotersTell told) {
    later(
        () -> {
          if (told.active()) {
            adopt(from, told.voters());
          } else {
            heard.put(from.node(), told.voters());
            acceptIfAcceptable(told.voters());
            activateIfAllAccepted();
          }
        });
  }

  private void acceptIfAcceptable(List<NodeId> proposed) {
    if (memory.voters().isEmpty() && isAcceptable(proposed)) {
      memory.accept(proposed);
    }
  }

  private boolean isAcceptable(List<NodeId> proposed) {
    return environment.voters() instanceof Voters.Expected(var size)
        && proposed.size() == size
        && proposed.contains(environment.self().node())
        && proposed.stream().sorted().distinct().toList().equals(proposed);
  }

  private void tell(Member to) {
    if (!memory.voters().isEmpty()) {
      send(to, new VotersTell(memory.voters(), memory.isActive()));
    }
  }

  private void tick() {
    if (memory.isActive()) {
      return;
    }
    List<Member> members = environment.view().get().members();
    List<NodeId> nodes = members.stream().map(Member::node).sorted().distinct().toList();
    proposeIfFirst(nodes);
    for (Member member : members) {
      if (!member.equals(environment.self())) {
        boolean chosen = memory.voters().contains(member.node());
        send(member, chosen ? new VotersPropose(memory.voters()) : new VotersAsk());
      }
    }
    activateIfAllAccepted();
    warnNowAndThen(nodes);
    if (!memory.isActive()) {
      long jitter = environment.logPorts().random().below(100) * 1_000_000L;
      timer = environment.logPorts().timers().after(TICK_NANOS + jitter, () -> later(this::tick));
    }
  }

  /** Not hastily: two choices that share a node but differ would both be stuck for ever. */
  private void proposeIfFirst(List<NodeId> nodes) {
    steadyTicks = nodes.equals(lastSeen) ? steadyTicks + 1 : 0;
    lastSeen = nodes;
    if (memory.voters().isEmpty()
        && heard.isEmpty()
        && steadyTicks >= STEADY_TICKS
        && environment.voters() instanceof Voters.Expected(var size)
        && nodes.size() >= size
        && nodes.getFirst().equals(environment.self().node())) {
      memory.accept(nodes.subList(0, size));
    }
  }

  private void activateIfAllAccepted() {
    NodeId self = environment.self().node();
    List<NodeId> choice = memory.voters();
    boolean all =
        choice.contains(self)
            && choice.stream()
                .filter(voter -> !voter.equals(self))
                .allMatch(voter -> choice.equals(heard.get(voter)));
    if (all && !memory.isActive()) {
      memory.activate(choice);
      activated();
      environment.view().get().members().stream()
          .filter(member -> !member.equals(environment.self()))
          .forEach(this::tell);
    }
  }

  private void adopt(Member from, List<NodeId> voters) {
    if (!memory.isActive()) {
      memory.activate(voters);
      activated();
    } else if (!memory.voters().equals(voters)) {
      LOG.log(
          ERROR,
          "{0} has the voters {1}, but {2} has {3}: these are two clusters; leases of one mean"
              + " nothing in the other; stop one of them, empty its data directories and start it"
              + " with dsm.consensus.voters set",
          environment.self(),
          memory.voters(),
          from,
          voters);
    }
  }

  private void activated() {
    active = memory.voters();
    heard.clear();
    System.Logger.Level level = environment.voters() instanceof Voters.Listed ? DEBUG : INFO;
    LOG.log(level, "{0}: the voters are {1}", environment.self(), active);
    whenActive.accept(active);
  }

  private void warnNowAndThen(List<NodeId> visible) {
    ticks++;
    if (ticks % TICKS_BETWEEN_WARNINGS == 0) {
      LOG.log(
          WARNING,
          "{0}: voters are not agreed yet, leases are unavailable; accepted here: {1}, elsewhere:"
              + " {2}, visible nodes: {3}, wanted: {4}; start the missing nodes, or if nodes have"
              + " accepted different choices, set dsm.consensus.voters on all and restart",
          environment.self(),
          memory.voters(),
          heard,
          visible,
          environment.voters());
    }
  }

  private void send(Member to, ConsensusMessage message) {
    environment.sender().accept(to, ConsensusMessageCodec.encode(message));
  }

  private void later(Runnable step) {
    environment
        .logPorts()
        .executor()
        .execute(
            () -> {
              if (!closed) {
                step.run();
              }
            });
  }

  void close() {
    closed = true;
    timer.cancel();
    memory.close();
  }
}
