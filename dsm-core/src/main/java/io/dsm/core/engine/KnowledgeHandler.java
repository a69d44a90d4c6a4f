// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;

/** Who has just come asks everybody what there is to know, and one peer after another for it. */
final class KnowledgeHandler {

  private final EngineState state;
  private final Repairer repairer;

  KnowledgeHandler(EngineState state, Repairer repairer) {
    this.state = state;
    this.repairer = repairer;
  }

  void asked(Event.KnowledgeAsked event, Moment now, Effects out) {
    if (state.peers.containsKey(event.sender())) {
      out.sendTo(
          event.sender(), new Message.Knowledge(state.history.known(), state.catchUp.isDone()));
    }
  }

  void told(Event.KnowledgeTold event, Moment now, Effects out) {
    Peer peer = state.peers.get(event.sender());
    if (peer == null || state.catchUp.isDone()) {
      return;
    }
    Message.Knowledge knowledge = event.knowledge();
    state.catchUp.told(event.sender(), knowledge.known(), knowledge.complete());
    state.catchUp.check(state.history.known(), state.peers.keySet());
    boolean lacking = !state.history.known().covers(knowledge.known());
    if (lacking && state.session == null && !state.catchUp.isHelped()) {
      state.catchUp.helped();
      repairer.ask(event.sender(), peer, true, now, out);
    }
  }
}
