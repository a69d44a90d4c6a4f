// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;

/** A peer told in short what it knows: if that differs, ask; but few peers between two ticks. */
final class DigestHandler implements Handler<Event.DigestReceived> {

  private final EngineState state;
  private final Acknowledgements acknowledgements;
  private final Repairer repairer;
  private final Contents contents;

  DigestHandler(
      EngineState state, Acknowledgements acknowledgements, Repairer repairer, Contents contents) {
    this.state = state;
    this.acknowledgements = acknowledgements;
    this.repairer = repairer;
    this.contents = contents;
  }

  @Override
  public void handle(Event.DigestReceived event, Moment now, Effects out) {
    Peer peer = state.peers.get(event.sender());
    if (peer == null) {
      return;
    }
    if (event.digest().progress() != null) {
      state.stability.told(event.sender(), event.digest().progress());
    }
    if (event.digest().root() == state.history.root()) {
      peer.answered();
      long last = state.history.last(state.self);
      acknowledgements.received(event.sender(), peer, last, out);
      state.catchUp.equal(
          event.sender(),
          state.history.known(),
          state.catchUp.isDone() || event.digest().content() == contents.root());
      state.catchUp.check(state.history.known(), state.peers.keySet());
      compareContent(event, peer, out);
    } else if (state.asksLeft > 0) {
      state.asksLeft--;
      boolean urgent = !state.catchUp.isDone() || peer.isNew();
      repairer.ask(event.sender(), peer, urgent, now, out);
    }
  }

  private void compareContent(Event.DigestReceived event, Peer peer, Effects out) {
    long mine = contents.root();
    long theirs = event.digest().content();
    if (mine != theirs && peer.suspect(theirs, mine)) {
      out.sendTo(event.sender(), new Message.Fingerprints(contents.each()));
    }
  }
}
