// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.repair.OutgoingSnapshot;
import io.dsm.core.repair.RepairPlan;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;
import io.dsm.crdt.VersionVector;
import io.dsm.spi.probe.ProbeEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Asks peers what they know and sends them what they lack. */
final class Repairer {

  private static final long PATIENCE_TICKS = 3;

  private final EngineState state;

  Repairer(EngineState state) {
    this.state = state;
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
    boolean more = replay(member, plan.replays(), mine, out);
    if (plan.snapshot()) {
      beginSnapshot(member, allReplicas(), true, now, out);
    }
    return more;
  }

  private boolean replay(
      Member member, Map<Member, Long> replays, VersionVector mine, Effects out) {
    long budget = state.settings.batchBytes();
    boolean more = false;
    for (Map.Entry<Member, Long> entry : replays.entrySet()) {
      Member origin = entry.getKey();
      long next = entry.getValue();
      while (budget > 0 && next <= mine.of(origin)) {
        List<Operation> operations =
            state.history.from(origin, next, Math.min(budget, state.settings.frameBytes()));
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

  /** Begins a snapshot unless one is on its way to the peer. */
  void beginSnapshot(
      Member member, List<Replica> replicas, boolean whole, Moment now, Effects out) {
    OutgoingSnapshot current = state.snapshots.to(member);
    long patience = PATIENCE_TICKS * state.settings.repairIntervalNanos();
    if (current != null && !current.isStale(now.monotonicNanos(), patience)) {
      return;
    }
    List<CollectionAddress> addresses = replicas.stream().map(Replica::address).toList();
    OutgoingSnapshot snapshot =
        new OutgoingSnapshot(
            state.snapshots.nextNumber(),
            state.history.known(),
            addresses,
            whole,
            content(replicas));
    state.snapshots.begin(member, snapshot);
    pump(member, snapshot, now, out);
  }

  /** Sends as many pieces as may be under way. */
  void pump(Member member, OutgoingSnapshot snapshot, Moment now, Effects out) {
    int chunkBytes = 4 * state.settings.frameBytes();
    Message next = snapshot.next(chunkBytes, now.monotonicNanos());
    while (next != null) {
      out.sendTo(member, next);
      if (next instanceof Message.SnapshotChunk chunk) {
        long bytes = chunk.entries().stream().mapToLong(Operation::weight).sum();
        out.observe(new ProbeEvent.RepairSent(member, bytes));
      }
      next = snapshot.next(chunkBytes, now.monotonicNanos());
    }
    if (snapshot.isDone()) {
      state.snapshots.end(member);
    }
  }

  /** Asks for the content of collections that is lacking though the vector says it is known. */
  void requestWanted(Effects out) {
    for (CollectionAddress address : state.wanted.due()) {
      List<Member> owners =
          state.peers.keySet().stream()
              .filter(member -> declares(member, address))
              .sorted()
              .toList();
      if (!owners.isEmpty()) {
        Member owner = owners.get(state.wanted.asked(address) % owners.size());
        out.sendTo(owner, new Message.SnapshotRequest(address));
      }
    }
  }

  private boolean declares(Member member, CollectionAddress address) {
    Peer peer = state.peers.get(member);
    return peer != null && peer.declares(address);
  }

  private static Iterator<Operation> content(List<Replica> replicas) {
    List<Iterator<Operation>> parts = new ArrayList<>();
    replicas.forEach(replica -> parts.add(replica.content()));
    return new Iterator<>() {
      private int part;

      @Override
      public boolean hasNext() {
        while (part < parts.size() && !parts.get(part).hasNext()) {
          part++;
        }
        return part < parts.size();
      }

      @Override
      public Operation next() {
        return parts.get(part).next();
      }
    };
  }
}
