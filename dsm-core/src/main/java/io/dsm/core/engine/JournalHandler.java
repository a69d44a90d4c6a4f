// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.DsmException;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.PendingWrites.Pending;

/** What the journal tells: what it kept of earlier lives, how it is, what has become durable. */
final class JournalHandler {

  private final EngineState state;

  JournalHandler(EngineState state) {
    this.state = state;
  }

  /**
   * Merges content of earlier lives. Nothing of it is counted as received: the version vector of
   * this life begins empty, and repair by content finds what only this node has.
   */
  void recovered(Event.ContentRecovered event, Moment now, Effects out) {
    state.beyond |= !event.operations().isEmpty();
    for (Operation operation : event.operations()) {
      Replica replica = state.replicas.get(operation.tag().address());
      try {
        restore(replica, operation);
      } catch (RuntimeException e) {
        state.unrecovered.compareAndSet(
            null, "key '" + operation.key() + "' of " + operation.tag().address() + ": " + e);
      }
    }
  }

  private void restore(@org.jspecify.annotations.Nullable Replica replica, Operation operation) {
    switch (operation) {
      case Operation.Write write when replica instanceof Replica.Registers<?> registers -> {
        state.clock.recover(write.record().version());
        registers.merge(write.key(), write.record());
      }
      case Operation.Join join when replica instanceof Replica.Crdts<?> crdts ->
          restore(crdts, join);
      case Operation.Write _, Operation.Join _ ->
          throw new DsmException.Fatal("the collection is not open with that kind");
    }
  }

  private static <S> void restore(Replica.Crdts<S> replica, Operation.Join join) {
    replica.join(join.key(), replica.state().definition().decode(join.delta()));
  }

  void changed(Event.JournalChanged event, Moment now, Effects out) {
    state.persistence.changed(event.now());
  }

  void operationDurable(Event.OperationDurable event, Moment now, Effects out) {
    Pending write = state.pendingWrites.durableHere(event.operation());
    if (write != null) {
      out.complete(write.caller(), new Outcome.Written(write.version()));
    }
  }
}
