// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.repair.RangeSession;
import io.dsm.core.repair.digest.Hashes;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.RangeResult;
import io.dsm.core.transport.RangeWeights;
import io.dsm.spi.probe.ProbeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares ranges with one peer at a time until both hold the same, and takes its vector over. */
final class Reconciler {

  private static final int WINDOW = 8;
  private static final long TICK_NANOS = 200_000_000L;

  /** After that many ticks a question is asked again; after ten times as many, nobody is. */
  private static final int PATIENCE_TICKS = 5;

  private final EngineState state;
  private final Applier applier;
  private final Repairer repairer;

  Reconciler(EngineState state, Applier applier, Repairer repairer) {
    this.state = state;
    this.applier = applier;
    this.repairer = repairer;
  }

  /**
   * Begins unless a comparison is under way; then collections are compared after it.
   *
   * @param only the collections; empty for all
   */
  void begin(Member peer, List<CollectionAddress> only, Moment now, Effects out) {
    if (state.session != null) {
      if (!only.isEmpty()) {
        state.pendingPulls.put(peer, only);
      }
      return;
    }
    long number =
        Hashes.mixed(now.wallMillis() ^ Hashes.of(state.self.toString()) + ++state.sessions);
    RangeSession.Limits limits =
        new RangeSession.Limits(
            4 * state.settings.frameBytes(), WINDOW, state.settings.repairBytesPerSecond());
    RangeSession session =
        new RangeSession(
            new RangeSession.Scope(number, peer, state.history.known(), only, limits),
            now.monotonicNanos());
    state.session = session;
    state.counters.repairs.incrementAndGet();
    out.sendTo(peer, session.open(now.monotonicNanos()));
    out.add(new Effect.ArmTimer(TICK_NANOS, false, new Event.RangeTick(number, true)));
  }

  /** A peer has answered. */
  void answered(Event.RangeAnswerReceived event, Moment now, Effects out) {
    RangeSession session = state.session;
    Message.RangeAnswer answer = event.answer();
    if (session == null
        || session.scope().number() != answer.session()
        || !session.scope().peer().equals(event.sender())
        || !session.awaits(answer.step())) {
      return;
    }
    switch (answer.result()) {
      case RangeResult.Busy _ -> {
        end(now, out);
        return;
      }
      case RangeResult.Opened opened ->
          session.opened(answer.step(), opened, repairer.allReplicas(), now.monotonicNanos());
      case RangeResult.Closed _ -> {
        complete(session, now, out);
        return;
      }
      case RangeResult.Fetched fetched -> apply(session, fetched.entries(), now, out);
      case RangeResult.Exchanged exchanged -> apply(session, exchanged.entries(), now, out);
      case RangeResult.Compared _, RangeResult.Pushed _ -> {}
    }
    session.answered(answer.step(), answer.result(), now.monotonicNanos());
    pump(session, now, out);
  }

  private void apply(RangeSession session, List<Operation> entries, Moment now, Effects out) {
    for (Operation entry : entries) {
      if (!applier.apply(session.scope().peer(), entry, now, out)) {
        session.refuse();
      }
    }
    long bytes = RangeWeights.of(entries);
    if (bytes > 0) {
      out.observe(new ProbeEvent.RepairSent(session.scope().peer(), bytes));
    }
  }

  private void pump(RangeSession session, Moment now, Effects out) {
    List<CollectionAddress> covered = addresses();
    for (Message.RangeAsk question : session.next(covered, now.monotonicNanos())) {
      out.sendTo(session.scope().peer(), question);
    }
    long wait = session.waitNanos(now.monotonicNanos());
    if (wait > 0 && !state.sessionWaits) {
      state.sessionWaits = true;
      out.add(
          new Effect.ArmTimer(wait, false, new Event.RangeTick(session.scope().number(), false)));
    }
  }

  private List<CollectionAddress> addresses() {
    return repairer.allReplicas().stream().map(Replica::address).toList();
  }

  /** Time has passed: ask on, ask again, or give up. */
  void tick(Event.RangeTick event, Moment now, Effects out) {
    if (!event.periodic()) {
      state.sessionWaits = false;
    }
    RangeSession session = state.session;
    if (session == null || session.scope().number() != event.session()) {
      return;
    }
    long nanos = now.monotonicNanos();
    long patience = PATIENCE_TICKS * TICK_NANOS;
    if (!state.peers.containsKey(session.scope().peer()) || session.isStale(nanos, 10 * patience)) {
      end(now, out);
      return;
    }
    session
        .overdue(nanos, patience)
        .forEach(question -> out.sendTo(session.scope().peer(), question));
    pump(session, now, out);
    if (event.periodic()) {
      out.add(new Effect.ArmTimer(TICK_NANOS, false, event));
    }
  }

  /** Members have gone: a session with one of them is over; what it brought stays. */
  void retainVisible(Moment now, Effects out) {
    state.served.retain(state.peers::containsKey);
    state.pendingPulls.keySet().retainAll(state.peers.keySet());
    RangeSession session = state.session;
    if (session != null && !state.peers.containsKey(session.scope().peer())) {
      end(now, out);
    }
  }

  private void complete(RangeSession session, Moment now, Effects out) {
    RangeResult.Opened theirs = session.opened();
    Member member = session.scope().peer();
    if (theirs != null && session.isSound()) {
      List<CollectionAddress> covered =
          theirs.collections().stream().map(summary -> summary.tag().address()).toList();
      covered.forEach(address -> state.wanted.received(address, theirs.known()));
      state.rebuilding &= !state.wanted.isEmpty();
      if (session.scope().isWhole()) {
        state.catchUp.compared(member);
        repairer.takeOver(theirs.known(), covered, now);
      }
    }
    end(now, out);
    Peer peer = state.peers.get(member);
    if (peer != null && session.scope().isWhole()) {
      peer.answered();
      repairer.ask(member, peer, true, now, out);
    }
    if (!state.catchUp.isDone() && session.scope().isWhole()) {
      out.add(new Effect.Broadcast(new Message.KnowledgeAsk()));
    }
  }

  private void end(Moment now, Effects out) {
    state.session = null;
    for (Map.Entry<Member, List<CollectionAddress>> pending :
        new ArrayList<>(state.pendingPulls.entrySet())) {
      state.pendingPulls.remove(pending.getKey());
      if (state.peers.containsKey(pending.getKey())) {
        begin(pending.getKey(), pending.getValue(), now, out);
        return;
      }
    }
  }
}
