// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.command.Command;
import io.dsm.core.command.Computation;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.crdt.Dot;

/**
 * A caller wants a CRDT updated: its delta is computed, joined, logged, sent. The dot is the number
 * the operation will have, so it is issued at most once.
 */
final class UpdateHandler implements Handler<Event.UpdateRequested> {

  private final EngineState state;
  private final Originator originator;

  UpdateHandler(EngineState state, Originator originator) {
    this.state = state;
    this.originator = originator;
  }

  @Override
  public void handle(Event.UpdateRequested event, Moment now, Effects out) {
    Command.Update update = event.command();
    if (!(state.replicas.get(update.collection()) instanceof Replica.Crdts<?> replica)) {
      out.complete(event.caller(), Refusals.notOpen(update.collection()));
      return;
    }
    if (state.persistence.refuses(replica)) {
      state.refuse(event.caller(), update.collection(), out);
      return;
    }
    Outcome outcome;
    try {
      outcome = update(update, replica, now, out);
    } catch (RuntimeException e) {
      outcome = Refusals.failedInside("the update of key '" + update.key() + "'", e);
    }
    state.persistence.complete(replica, event.caller(), outcome, out);
  }

  @SuppressWarnings("unchecked") // the handle made the mutation for the states of its collection
  private <S> Outcome update(
      Command.Update update, Replica.Crdts<S> replica, Moment now, Effects out) {
    Computation<S> computation = (Computation<S>) update.computation();
    CrdtState<S> states = replica.state();
    S before = states.at(update.key());
    Dot dot = new Dot(state.self, state.history.last(state.self) + 1);
    S delta = computation.delta(before, dot, () -> state.clock.next(now.wallMillis()));
    if (delta == before) {
      return new Outcome.Updated(requireState(before));
    }
    byte[] encoded = states.definition().encode(delta);
    CrdtState.Joined<S> joined = replica.join(update.key(), delta);
    if (joined.changed()) {
      out.add(new Effect.PublishUpdate(replica.address(), update.key(), update.key()));
      Operation operation = new Operation.Join(replica.tag(), update.key(), encoded);
      state.persistence.persist(replica, operation, out);
      originator.originate(operation, false, now, out);
    }
    return new Outcome.Updated(requireState(joined.after()));
  }

  private static <S> Object requireState(S state) {
    return java.util.Objects.requireNonNull(state, "a CRDT definition returned null as a state");
  }
}
