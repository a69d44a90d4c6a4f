// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import java.util.List;

/** A peer wants the content of one collection. */
final class SnapshotRequestHandler implements Handler<Event.SnapshotRequested> {

  private final EngineState state;
  private final Repairer repairer;

  SnapshotRequestHandler(EngineState state, Repairer repairer) {
    this.state = state;
    this.repairer = repairer;
  }

  @Override
  public void handle(Event.SnapshotRequested event, Moment now, Effects out) {
    Replica replica = state.replicas.get(event.request().collection());
    if (replica != null && state.peers.containsKey(event.sender())) {
      repairer.beginSnapshot(event.sender(), List.of(replica), false, now, out);
    }
  }
}
