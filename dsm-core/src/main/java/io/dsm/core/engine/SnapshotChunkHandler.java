// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.repair.IncomingSnapshot;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.Message;

/** A piece of a snapshot has come: merge it, whatever becomes of the rest, and ask for the next. */
final class SnapshotChunkHandler implements Handler<Event.SnapshotChunkReceived> {

  private final EngineState state;
  private final Applier applier;

  SnapshotChunkHandler(EngineState state, Applier applier) {
    this.state = state;
    this.applier = applier;
  }

  @Override
  public void handle(Event.SnapshotChunkReceived event, Moment now, Effects out) {
    Message.SnapshotChunk chunk = event.chunk();
    IncomingSnapshot snapshot = state.snapshots.from(event.sender(), chunk.snapshot());
    if (snapshot == null || !state.peers.containsKey(event.sender())) {
      return;
    }
    if (snapshot.accept(chunk.number())) {
      for (Operation entry : chunk.entries()) {
        if (!applier.apply(event.sender(), entry, now, out)) {
          snapshot.refuse();
        }
      }
    }
    out.sendTo(event.sender(), new Message.SnapshotAck(snapshot.number(), snapshot.chunks()));
  }
}
