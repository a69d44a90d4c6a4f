// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.DsmException;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Command;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.PendingWrites;
import io.dsm.core.types.register.MergeResult;
import io.dsm.core.types.register.RegisterCell;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions.Acknowledgement;
import java.util.Optional;

/** A caller wants a register written: stamp, apply, log, send, answer. */
final class PutHandler implements Handler<Event.PutRequested> {

  private final EngineState state;
  private final Originator originator;

  PutHandler(EngineState state, Originator originator) {
    this.state = state;
    this.originator = originator;
  }

  @Override
  public void handle(Event.PutRequested event, Moment now, Effects out) {
    Command.Put put = event.command();
    if (!(state.replicas.get(put.collection()) instanceof Replica.Registers<?> replica)) {
      out.complete(event.caller(), Refusals.notOpen(put.collection()));
    } else if (put.awaited().isPresent() && state.pendingWrites.isFull()) {
      state.refuse(event.caller(), put.collection(), tooManyWait(state.pendingWrites.max()), out);
    } else if (state.persistence.refuses(replica)) {
      state.refuse(event.caller(), put.collection(), out);
    } else {
      write(put, replica, event.caller(), now, out);
    }
  }

  private <V> void write(
      Command.Put put, Replica.Registers<V> replica, Caller caller, Moment now, Effects out) {
    if (put.expected().isPresent()) {
      RegisterCell<V> present = replica.state().cell(put.key());
      if (present == null || !present.version().equals(put.expected().get())) {
        Optional<Version> seen = Optional.ofNullable(present).map(RegisterCell::version);
        out.complete(caller, new Outcome.NotExpected(seen));
        return;
      }
    }
    Version version = state.clock.next(now.wallMillis());
    long expiresAt =
        put.timeToLiveMillis() == 0
            ? RegisterRecord.NEVER
            : Lifetimes.end(now.wallMillis(), put.timeToLiveMillis());
    RegisterRecord record = new RegisterRecord(version, put.encoded(), expiresAt);
    if (replica.merge(put.key(), record) instanceof MergeResult.Won<V> won) {
      out.add(new Effect.PublishUpdate(replica.address(), put.key(), won.current()));
    }
    boolean acknowledge = put.awaited().isPresent();
    Operation operation = new Operation.Write(replica.tag(), put.key(), record);
    state.persistence.persist(replica, operation, out);
    long number = originator.originate(operation, acknowledge, now, out);
    if (acknowledge) {
      out.complete(caller, new Outcome.Written(version));
      await(put.awaited().get(), replica, number, version, out);
    } else {
      state.persistence.complete(replica, caller, new Outcome.Written(version), out);
    }
  }

  private void await(
      Command.Awaited awaited, Replica replica, long number, Version version, Effects out) {
    int peers = state.peers.size();
    int needed =
        switch (awaited.acknowledgement()) {
          case LOCAL -> 0;
          case MAJORITY -> (peers + 1) / 2;
          case ALL -> peers;
        };
    if (needed == 0 && !replica.durable()) {
      out.complete(awaited.caller(), new Outcome.Written(version));
      return;
    }
    PendingWrites.Needs needs =
        new PendingWrites.Needs(state.peers.keySet(), needed, replica.durable());
    state.pendingWrites.add(number, needs, version, awaited.caller());
    if (replica.durable()) {
      state.persistence.whenDurable(new Event.OperationDurable(number), out);
    }
    out.add(new Effect.ArmTimer(awaited.timeoutNanos(), false, new Event.AckTimedOut(number)));
  }

  private static DsmException.Overloaded tooManyWait(int max) {
    return new DsmException.Overloaded(
        DsmException.Overloaded.Queue.PENDING_WRITES,
        max
            + " writes wait for acknowledgements, the most that setting 'write.pending-max' allows;"
            + " this one was not made; try again when some are done, or write with acknowledgement "
            + Acknowledgement.LOCAL);
  }
}
