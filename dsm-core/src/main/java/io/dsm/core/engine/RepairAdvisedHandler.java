// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import java.util.List;

/** A peer says that no log of it has what is lacking here: compare everything with it. */
final class RepairAdvisedHandler implements Handler<Event.RepairAdvised> {

  private final EngineState state;
  private final Reconciler reconciler;

  RepairAdvisedHandler(EngineState state, Reconciler reconciler) {
    this.state = state;
    this.reconciler = reconciler;
  }

  @Override
  public void handle(Event.RepairAdvised event, Moment now, Effects out) {
    if (state.peers.containsKey(event.sender())) {
      reconciler.begin(event.sender(), List.of(), now, out);
    }
  }
}
