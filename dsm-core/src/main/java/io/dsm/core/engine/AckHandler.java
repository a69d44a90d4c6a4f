// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Peer;

/** A peer has acknowledged operations of this node. */
final class AckHandler implements Handler<Event.AckReceived> {

  private final EngineState state;
  private final Acknowledgements acknowledgements;

  AckHandler(EngineState state, Acknowledgements acknowledgements) {
    this.state = state;
    this.acknowledgements = acknowledgements;
  }

  @Override
  public void handle(Event.AckReceived event, Moment now, Effects out) {
    Peer peer = state.peers.get(event.sender());
    if (peer != null) {
      acknowledgements.acknowledged(event.sender(), peer, event.ack().through(), true, out);
    }
  }
}
