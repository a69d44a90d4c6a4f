// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.transport.Message;
import java.util.List;

/** A collection was declared here. If others had it before, its content is asked for. */
final class CollectionOpenedHandler implements Handler<Event.CollectionOpened> {

  private final EngineState state;
  private final Repairer repairer;
  private final Reconciler reconciler;

  CollectionOpenedHandler(EngineState state, Repairer repairer, Reconciler reconciler) {
    this.state = state;
    this.repairer = repairer;
    this.reconciler = reconciler;
  }

  @Override
  public void handle(Event.CollectionOpened event, Moment now, Effects out) {
    Replica replica = event.replica();
    if (state.replicas.putIfAbsent(replica.address(), replica) != null || !state.started) {
      return;
    }
    if (!state.peers.isEmpty()) {
      out.add(new Effect.Broadcast(new Message.Schema(List.of(replica.declaration()))));
    }
    state.wanted.add(replica.address(), state.history.known());
    repairer.wanted().forEach((owner, wanted) -> reconciler.begin(owner, wanted, now, out));
  }
}
