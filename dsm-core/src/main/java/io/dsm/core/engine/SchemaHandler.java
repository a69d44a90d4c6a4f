// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Peer;
import io.dsm.spi.probe.ProbeEvent;

/** A peer told what it believes collections to be: differences are reported once. */
final class SchemaHandler implements Handler<Event.SchemaReceived> {

  private final EngineState state;

  SchemaHandler(EngineState state) {
    this.state = state;
  }

  @Override
  public void handle(Event.SchemaReceived event, Moment now, Effects out) {
    Peer peer = state.peers.get(event.sender());
    if (peer == null) {
      return;
    }
    for (Declaration theirs : event.schema().declarations()) {
      peer.declares(theirs);
      Replica replica = state.replicas.get(theirs.address());
      if (replica != null
          && !replica.declaration().equals(theirs)
          && peer.reportMismatch(theirs.address())) {
        out.observe(
            new ProbeEvent.MessageDropped(
                event.sender(), "schema mismatch of " + theirs.address()));
        out.add(new Effect.Warn(Mismatches.message(replica.declaration(), theirs, event.sender())));
      }
    }
  }
}
