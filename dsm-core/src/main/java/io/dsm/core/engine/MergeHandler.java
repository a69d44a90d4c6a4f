// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.DsmException;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.command.Command;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.core.types.clock.Observation;
import io.dsm.core.types.crdt.CrdtState;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.List;

/**
 * A caller brings a delta from elsewhere. What is news here is news to the peers, so it travels on
 * as operations of this node.
 */
final class MergeHandler implements Handler<Event.MergeRequested> {

  private final EngineState state;
  private final Originator originator;

  MergeHandler(EngineState state, Originator originator) {
    this.state = state;
    this.originator = originator;
  }

  @Override
  public void handle(Event.MergeRequested event, Moment now, Effects out) {
    Command.Merge merge = event.command();
    if (!(state.replicas.get(merge.collection()) instanceof Replica.Crdts<?> replica)) {
      out.complete(event.caller(), Refusals.notOpen(merge.collection()));
      return;
    }
    if (state.persistence.refuses(replica)) {
      state.refuse(event.caller(), merge.collection(), out);
      return;
    }
    Outcome outcome = merge(merge, replica, now, out);
    state.persistence.complete(replica, event.caller(), outcome, out);
  }

  private <S> Outcome merge(
      Command.Merge merge, Replica.Crdts<S> replica, Moment now, Effects out) {
    List<Operation.Join> joins;
    List<S> deltas = new ArrayList<>();
    try {
      joins = Exports.read(replica, merge.delta());
      for (Operation.Join join : joins) {
        S delta = replica.state().definition().decode(join.delta());
        replica.state().definition().latestStamp(delta).ifPresent(stamp -> observe(stamp, now));
        deltas.add(delta);
      }
    } catch (RuntimeException e) {
      return new Outcome.Failed(
          new DsmException.Rejected(
              "these bytes are no delta of collection "
                  + replica.address()
                  + "; nothing was changed; pass what deltaSince() returned: "
                  + e.getMessage(),
              e));
    }
    for (int i = 0; i < joins.size(); i++) {
      Operation.Join join = joins.get(i);
      CrdtState.Joined<S> joined = replica.join(join.key(), deltas.get(i));
      if (joined.changed()) {
        out.add(new Effect.PublishUpdate(replica.address(), join.key(), join.key()));
        state.persistence.persist(replica, join, out);
        originator.originate(join, false, now, out);
      }
    }
    return new Outcome.Merged();
  }

  private void observe(Version stamp, Moment now) {
    if (state.clock.observe(stamp, now.wallMillis()) instanceof Observation.TooFarAhead ahead) {
      state.counters.refusedStamps.incrementAndGet();
      throw new MalformedBytes(
          "a stamp of "
              + stamp.origin()
              + " is "
              + ahead.aheadMillis()
              + " ms ahead of the clock here");
    }
  }
}
