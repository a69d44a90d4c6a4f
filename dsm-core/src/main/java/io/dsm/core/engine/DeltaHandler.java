// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Peer;
import io.dsm.core.transport.Message;
import java.util.List;

/**
 * Operations have come: apply the next ones of their origin in order, pass over known ones, and ask
 * the sender if some are missing before the first.
 */
final class DeltaHandler implements Handler<Event.DeltaReceived> {

  private final EngineState state;
  private final Applier applier;
  private final Repairer repairer;

  DeltaHandler(EngineState state, Applier applier, Repairer repairer) {
    this.state = state;
    this.applier = applier;
    this.repairer = repairer;
  }

  @Override
  public void handle(Event.DeltaReceived event, Moment now, Effects out) {
    Message.Delta delta = event.delta();
    Member origin = delta.origin();
    if (origin.equals(state.self) || state.isOver(origin, now)) {
      return;
    }
    if (delta.first() > state.history.last(origin) + 1) {
      Peer peer = state.peers.get(event.sender());
      if (peer != null) {
        repairer.ask(event.sender(), peer, true, now, out);
      }
      return;
    }
    applyNext(event, now, out);
    state.persistence.attribute(origin);
    if (!state.catchUp.isDone()) {
      state.catchUp.check(state.history.known(), state.peers.keySet());
    }
    if (delta.acknowledge() && event.sender().equals(origin)) {
      long last = state.history.last(origin);
      if (last > 0) {
        state.persistence.acknowledge(origin, new Message.Ack(last), out);
      }
    }
  }

  private void applyNext(Event.DeltaReceived event, Moment now, Effects out) {
    Member origin = event.delta().origin();
    List<Operation> operations = event.delta().operations();
    long known = state.history.last(origin) - event.delta().first() + 1;
    for (int i = (int) Math.min(known, operations.size()); i < operations.size(); i++) {
      if (!applier.apply(event.sender(), operations.get(i), now, out)) {
        return;
      }
      state.history.append(origin, operations.get(i));
    }
  }
}
