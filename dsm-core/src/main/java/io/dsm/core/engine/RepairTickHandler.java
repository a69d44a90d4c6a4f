// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Peer;
import io.dsm.core.replication.Stability;
import io.dsm.core.transport.Message;
import java.util.List;

/** It is time to compare with peers and to clean up. */
final class RepairTickHandler implements Handler<Event.RepairTick> {

  private static final int COLLECTED_MAX = 10_000;
  private static final long MILLI_NANOS = 1_000_000;

  private final EngineState state;
  private final Repairer repairer;
  private final Reconciler reconciler;
  private final Retirement retirement;

  RepairTickHandler(EngineState state, Repairer repairer, Reconciler reconciler) {
    this.state = state;
    this.repairer = repairer;
    this.reconciler = reconciler;
    this.retirement = new Retirement(state);
  }

  @Override
  public void handle(Event.RepairTick event, Moment now, Effects out) {
    state.settled = state.settling;
    state.settling = state.history.known();
    state.asksLeft = 1;
    state.peers.values().forEach(Peer::offerAgain);
    pass(now);
    if (!state.peers.isEmpty()) {
      out.add(new Effect.Broadcast(digest(now)));
      if (!state.catchUp.isDone()) {
        askForCatchUp(now, out);
      }
      repairer.wanted().forEach((owner, wanted) -> reconciler.begin(owner, wanted, now, out));
      askForAcknowledgements(out);
    }
    collect(now);
    retirement.tick(now, out);
    out.add(new Effect.ArmTimer(state.settings.repairIntervalNanos(), true, event));
  }

  /** Notes that this node has what the others had; not while something may still be under way. */
  private void pass(Moment now) {
    state.stability.giveUp(
        now.monotonicNanos(), state.settings.tombstoneHorizonMillis() * MILLI_NANOS);
    if (state.catchUp.isDone() && state.wanted.isEmpty() && state.session == null) {
      state.stability.pass(
          state.clock.pass(now.wallMillis()), state.history.known(), state.goneRoot());
    }
  }

  private Message.Digest digest(Moment now) {
    Message.Digest digest = repairer.digest();
    return new Message.Digest(
        digest.root(),
        digest.content(),
        new Stability.Progress(
            state.history.last(state.self),
            state.clock.pass(now.wallMillis()),
            state.stability.passedMillis(),
            state.goneRoot()));
  }

  /** Who has not answered may not have heard; who did not help may have been busy. */
  private void askForCatchUp(Moment now, Effects out) {
    state.catchUp.tick();
    state.catchUp.check(state.history.known(), state.peers.keySet());
    if (!state.catchUp.isDone()) {
      out.add(new Effect.Broadcast(new Message.KnowledgeAsk()));
    }
  }

  /** Of durable writes only: what a peer is known to have received it need not have synced. */
  private void askForAcknowledgements(Effects out) {
    if (state.pendingWrites.awaitsDurable()) {
      long next = state.history.last(state.self) + 1;
      out.add(new Effect.Broadcast(new Message.Delta(state.self, next, List.of(), true)));
    }
  }

  private void collect(Moment now) {
    long horizon = now.wallMillis() - state.settings.tombstoneHorizonMillis();
    long stable =
        Math.min(
            state.stability.stableMillis(),
            now.wallMillis() - state.settings.tombstoneGraceMillis());
    for (Replica replica : state.replicas.values()) {
      if (replica instanceof Replica.Registers<?> registers) {
        // A disk that is away may hold what was removed, and nobody knows of all disks.
        boolean waits = registers.durable();
        registers.collect(
            waits ? horizon : Math.max(horizon, stable), COLLECTED_MAX, state.history);
      }
    }
    repairer.forgetOver(now);
    state.persistence.retain(state.history.origins());
  }
}
