// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.DsmException;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.PendingWrites.Pending;

/** A caller has waited long enough for acknowledgements. The write stays and travels on. */
final class AckTimeoutHandler implements Handler<Event.AckTimedOut> {

  private final EngineState state;

  AckTimeoutHandler(EngineState state) {
    this.state = state;
  }

  @Override
  public void handle(Event.AckTimedOut event, Moment now, Effects out) {
    Pending write = state.pendingWrites.giveUp(event.operation());
    if (write != null) {
      out.complete(write.caller(), unknown(write, "in time"));
    }
  }

  static Outcome unknown(Pending write, String when) {
    return new Outcome.Failed(
        new DsmException.Indeterminate(
            (write.needed() > 0
                    ? write.needed() + " more acknowledgement(s) of peers did not come "
                    : "the journal of this node did not confirm the write ")
                + when
                + "; the write "
                + write.version()
                + " has happened on this node and will reach every peer that can be reached;"
                + " writing it again is harmless"));
  }
}
