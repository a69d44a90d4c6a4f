// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.repair.OutgoingSnapshot;

/** A peer has applied pieces of a snapshot made here: send the next ones. */
final class SnapshotAckHandler implements Handler<Event.SnapshotAckReceived> {

  private final EngineState state;
  private final Repairer repairer;

  SnapshotAckHandler(EngineState state, Repairer repairer) {
    this.state = state;
    this.repairer = repairer;
  }

  @Override
  public void handle(Event.SnapshotAckReceived event, Moment now, Effects out) {
    OutgoingSnapshot snapshot = state.snapshots.to(event.sender());
    if (snapshot != null && snapshot.number() == event.ack().snapshot()) {
      snapshot.acknowledged(event.ack().chunks());
      repairer.pump(event.sender(), snapshot, now, out);
    }
  }
}
