// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;
import java.util.List;

/** Who has just come asks everybody what there is to know, and one peer after another for it. */
final class KnowledgeHandler {

  private final EngineState state;
  private final Repairer repairer;
  private final Reconciler reconciler;

  KnowledgeHandler(EngineState state, Repairer repairer, Reconciler reconciler) {
    this.state = state;
    this.repairer = repairer;
    this.reconciler = reconciler;
  }

  void asked(Event.KnowledgeAsked event, Moment now, Effects out) {
    if (state.peers.containsKey(event.sender())) {
      out.sendTo(
          event.sender(),
          new Message.Knowledge(state.history.known(), state.catchUp.isDone(), state.beyond));
    }
  }

  void told(Event.KnowledgeTold event, Moment now, Effects out) {
    Peer peer = state.peers.get(event.sender());
    if (peer == null || state.catchUp.isDone()) {
      return;
    }
    Message.Knowledge knowledge = event.knowledge();
    state.catchUp.told(event.sender(), knowledge.known(), knowledge.complete(), knowledge.beyond());
    state.catchUp.check(state.history.known(), state.peers.keySet());
    if (state.catchUp.isDone() || state.session != null || state.catchUp.isHelped()) {
      return;
    }
    if (state.catchUp.mustCompare(event.sender(), knowledge.beyond())) {
      state.catchUp.helped();
      reconciler.begin(event.sender(), List.of(), now, out);
    } else if (!state.history.known().covers(knowledge.known())) {
      state.catchUp.helped();
      repairer.ask(event.sender(), peer, true, now, out);
    }
  }
}
