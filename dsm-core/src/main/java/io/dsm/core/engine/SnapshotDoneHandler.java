// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.CollectionAddress;
import io.dsm.core.repair.IncomingSnapshot;
import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;

/**
 * A snapshot is complete. If nothing of it is missing, a whole one stands for the vector its sender
 * had; collections it did not cover are asked for where they are.
 */
final class SnapshotDoneHandler implements Handler<Event.SnapshotDoneReceived> {

  private final EngineState state;
  private final Repairer repairer;

  SnapshotDoneHandler(EngineState state, Repairer repairer) {
    this.state = state;
    this.repairer = repairer;
  }

  @Override
  public void handle(Event.SnapshotDoneReceived event, Moment now, Effects out) {
    Message.SnapshotDone done = event.done();
    Peer peer = state.peers.get(event.sender());
    IncomingSnapshot snapshot = state.snapshots.from(event.sender(), done.snapshot());
    if (snapshot == null || peer == null || !snapshot.isComplete(done.chunks())) {
      return;
    }
    state.snapshots.received(event.sender(), done.snapshot());
    done.collections().forEach(address -> state.wanted.received(address, done.known()));
    state.rebuilding &= !state.wanted.isEmpty();
    if (done.whole()) {
      wantUncovered(done);
      state.history.adopt(done.known());
      state.persistence.touchedByAll();
      state.history.forget(origin -> state.isOver(origin, now));
      state.catchUp.learned(state.history.known());
      peer.answered();
      repairer.ask(event.sender(), peer, true, now, out);
    }
  }

  private void wantUncovered(Message.SnapshotDone done) {
    for (CollectionAddress address : state.replicas.keySet()) {
      if (!done.collections().contains(address)) {
        state.wanted.add(address, done.known());
      }
    }
  }
}
