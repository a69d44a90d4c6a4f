// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;

/** A peer told in full what it knows: send what it lacks, and answer if it asked. */
final class VectorHandler implements Handler<Event.VectorReceived> {

  private final EngineState state;
  private final Acknowledgements acknowledgements;
  private final Repairer repairer;

  VectorHandler(EngineState state, Acknowledgements acknowledgements, Repairer repairer) {
    this.state = state;
    this.acknowledgements = acknowledgements;
    this.repairer = repairer;
  }

  @Override
  public void handle(Event.VectorReceived event, Moment now, Effects out) {
    Peer peer = state.peers.get(event.sender());
    if (peer == null) {
      return;
    }
    Message.Vector vector = event.vector();
    acknowledgements.received(event.sender(), peer, vector.known().of(state.self), out);
    peer.answered();
    state.catchUp.check(state.history.known(), state.peers.keySet());
    boolean more = repairer.repair(event.sender(), peer, vector, now, out);
    if (vector.ask() || more) {
      // The data goes first: whoever reads this vector has been sent what it stands for.
      out.sendTo(event.sender(), new Message.Vector(state.history.known(), more, vector.urgent()));
    }
  }
}
