// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.transport.Message;

/** The node begins or ceases to serve. */
final class LifeHandler {

  private final EngineState state;

  LifeHandler(EngineState state) {
    this.state = state;
  }

  void started(Event.Started event, Moment now, Effects out) {
    state.started = true;
    out.add(
        new Effect.ArmTimer(state.settings.repairIntervalNanos(), true, new Event.RepairTick()));
    out.add(
        new Effect.ArmTimer(state.settings.expiryIntervalNanos(), false, new Event.ExpiryTick()));
  }

  void stopping(Event.Stopping event, Moment now, Effects out) {
    state
        .pendingWrites
        .giveUpAll()
        .forEach(
            write ->
                out.complete(
                    write.caller(), AckTimeoutHandler.unknown(write, "before the node stopped")));
    if (!state.peers.isEmpty()) {
      out.add(new Effect.Broadcast(new Message.Goodbye()));
    }
  }

  void goodbye(Event.GoodbyeReceived event, Moment now, Effects out) {
    if (state.peers.containsKey(event.sender())) {
      state.departing.add(event.sender());
    }
  }
}
