// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;
import java.util.List;

/** It is time to compare with peers and to clean up. */
final class RepairTickHandler implements Handler<Event.RepairTick> {

  private static final int COLLECTED_MAX = 10_000;

  private final EngineState state;
  private final Repairer repairer;
  private final Contents contents;

  RepairTickHandler(EngineState state, Repairer repairer, Contents contents) {
    this.state = state;
    this.repairer = repairer;
    this.contents = contents;
  }

  @Override
  public void handle(Event.RepairTick event, Moment now, Effects out) {
    state.settled = state.settling;
    state.settling = state.history.known();
    state.asksLeft = 1;
    state.peers.values().forEach(Peer::offerAgain);
    if (!state.peers.isEmpty()) {
      out.add(new Effect.Broadcast(new Message.Digest(state.history.root(), contents.root())));
      askForCatchUp(now, out);
      repairer.requestWanted(out);
      askForAcknowledgements(out);
    }
    collect(now);
    out.add(new Effect.ArmTimer(state.settings.repairIntervalNanos(), true, event));
  }

  private void askForCatchUp(Moment now, Effects out) {
    if (!state.catchUp.isDone()) {
      Member helper = state.catchUp.next(state.peers.keySet());
      Peer peer = state.peers.get(helper);
      if (peer != null) {
        repairer.ask(helper, peer, true, now, out);
      }
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
    for (Replica replica : state.replicas.values()) {
      if (replica instanceof Replica.Registers<?> registers) {
        registers.state().collectTombstones(horizon, COLLECTED_MAX);
      }
    }
    state.history.forget(origin -> state.isOver(origin, now));
    state.persistence.retain(state.history.origins());
  }
}
