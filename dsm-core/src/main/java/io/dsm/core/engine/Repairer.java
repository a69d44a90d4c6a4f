// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.repair.RepairPlan;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;
import io.dsm.crdt.VersionVector;
import io.dsm.spi.probe.ProbeEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks peers what they know and sends them what they lack. */
final class Repairer {

  private final EngineState state;
  private final Contents contents;
  private final Replay replay;

  Repairer(EngineState state, Contents contents) {
    this.state = state;
    this.contents = contents;
    this.replay = new Replay(state);
  }

  /** Tells a peer what is known here and asks for the same, unless that is under way. */
  void ask(Member member, Peer peer, boolean urgent, Moment now, Effects out) {
    if (peer.ask(now.monotonicNanos(), state.settings.askPatienceNanos())) {
      out.sendTo(member, new Message.Vector(state.history.known(), true, urgent));
    }
  }

  /**
   * Sends a peer what it lacks, within the budget.
   *
   * @return whether more is lacking that can be sent when the peer has taken this
   */
  boolean repair(Member member, Peer peer, Message.Vector theirs, Moment now, Effects out) {
    VersionVector mine = state.history.known();
    RepairPlan plan =
        RepairPlan.of(state.history, mine, theirs.known(), theirs.urgent() ? mine : state.settled);
    if (plan.isNothing() || !peer.offer(theirs.known())) {
      return false;
    }
    state.counters.repairs.incrementAndGet();
    if (plan.ranges()) {
      out.sendTo(member, new Message.RepairAdvised());
      return false;
    }
    return replay(member, plan.replays(), mine, out);
  }

  private boolean replay(
      Member member, Map<Member, Long> replays, VersionVector mine, Effects out) {
    long budget = state.settings.batchBytes();
    boolean more = false;
    for (Map.Entry<Member, Long> entry : replays.entrySet()) {
      Member origin = entry.getKey();
      long next = entry.getValue();
      while (budget > 0 && next <= mine.of(origin)) {
        long room = Math.min(budget, state.settings.frameBytes());
        List<Operation> operations = replay.of(state.history.from(origin, next, room));
        out.sendTo(member, new Message.Delta(origin, next, operations, false));
        next += operations.size();
        budget -= operations.stream().mapToLong(Operation::weight).sum();
      }
      more |= next <= mine.of(origin);
    }
    if (!replays.isEmpty()) {
      out.observe(new ProbeEvent.RepairSent(member, state.settings.batchBytes() - budget));
    }
    return more;
  }

  List<Replica> allReplicas() {
    return state.replicas.values().stream()
        .sorted(Comparator.comparing(replica -> replica.address().toString()))
        .toList();
  }

  /** What this node knows and holds, in short. */
  Message.Digest digest() {
    return new Message.Digest(state.history.root(), contents.root());
  }

  /**
   * All that stood behind a vector is here now.
   *
   * @param covered the collections for which that is true; the others are asked for
   */
  void takeOver(VersionVector known, List<CollectionAddress> covered, Moment now) {
    for (CollectionAddress address : state.replicas.keySet()) {
      if (!covered.contains(address)) {
        state.wanted.add(address, known);
      }
    }
    state.history.adopt(known);
    state.persistence.touchedByAll();
    forgetOver(now);
    state.catchUp.check(state.history.known(), state.peers.keySet());
  }

  /** Forgets lives that are over for good, wherever they are known. */
  void forgetOver(Moment now) {
    state.history.forget(origin -> state.isOver(origin, now));
    state.wanted.forget(origin -> state.isOver(origin, now));
  }

  /** Where to ask for the content that is lacking though the vector says it is known. */
  Map<Member, List<CollectionAddress>> wanted() {
    Map<Member, List<CollectionAddress>> wanted = new TreeMap<>();
    for (CollectionAddress address : state.wanted.due()) {
      List<Member> owners =
          state.peers.keySet().stream()
              .filter(member -> declares(member, address))
              .sorted()
              .toList();
      if (!owners.isEmpty()) {
        Member owner = owners.get(state.wanted.asked(address) % owners.size());
        wanted.computeIfAbsent(owner, _ -> new ArrayList<>()).add(address);
      }
    }
    return wanted;
  }

  private boolean declares(Member member, CollectionAddress address) {
    Peer peer = state.peers.get(member);
    return peer != null && peer.declares(address);
  }
}
