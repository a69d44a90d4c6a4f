// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.command.Command;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.core.types.register.RegisterCell;
import io.dsm.core.types.register.RegisterRecord;

/** A caller wants a register removed: a tombstone is written, but only over something present. */
final class RemoveHandler implements Handler<Event.RemoveRequested> {

  private final EngineState state;
  private final Originator originator;

  RemoveHandler(EngineState state, Originator originator) {
    this.state = state;
    this.originator = originator;
  }

  @Override
  public void handle(Event.RemoveRequested event, Moment now, Effects out) {
    Command.Remove remove = event.command();
    if (!(state.replicas.get(remove.collection()) instanceof Replica.Registers<?> replica)) {
      out.complete(event.caller(), Refusals.notOpen(remove.collection()));
      return;
    }
    if (state.persistence.refuses(replica)) {
      state.refuse(event.caller(), remove.collection(), out);
      return;
    }
    RegisterCell<?> cell = replica.state().cell(remove.key());
    boolean present =
        cell != null
            && cell.isPresent()
            && !Lifetimes.isOver(cell.expiresAtMillis(), now.wallMillis());
    if (present) {
      RegisterRecord tombstone = RegisterRecord.tombstone(state.clock.next(now.wallMillis()));
      replica.merge(remove.key(), tombstone);
      out.add(new Effect.PublishRemoval(replica.address(), remove.key()));
      Operation operation = new Operation.Write(replica.tag(), remove.key(), tombstone);
      state.persistence.persist(replica, operation, out);
      originator.originate(operation, false, now, out);
    }
    state.persistence.complete(replica, event.caller(), new Outcome.Removed(present), out);
  }
}
