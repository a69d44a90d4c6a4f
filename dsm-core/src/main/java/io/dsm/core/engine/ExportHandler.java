// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.Member;
import io.dsm.core.command.Command;
import io.dsm.core.command.Outcome;
import io.dsm.core.replication.Operation;
import io.dsm.crdt.VersionVector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map.Entry;

/** A caller wants what another replica lacks: from the logs if they reach, else everything. */
final class ExportHandler implements Handler<Event.ExportRequested> {

  private final EngineState state;

  ExportHandler(EngineState state) {
    this.state = state;
  }

  @Override
  public void handle(Event.ExportRequested event, Moment now, Effects out) {
    Command.Export export = event.command();
    if (!(state.replicas.get(export.collection()) instanceof Replica.Crdts<?> replica)) {
      out.complete(event.caller(), Refusals.notOpen(export.collection()));
      return;
    }
    Outcome outcome;
    try {
      List<Operation.Join> joins =
          isLogged(export.known()) ? logged(replica, export.known()) : all(replica);
      outcome = new Outcome.Exported(Exports.write(replica.tag().fingerprint(), joins));
    } catch (RuntimeException e) {
      outcome = Refusals.failedInside("the export of " + export.collection(), e);
    }
    out.complete(event.caller(), outcome);
  }

  private boolean isLogged(VersionVector known) {
    return state.history.known().counters().keySet().stream()
        .allMatch(origin -> state.history.reaches(origin, known.of(origin) + 1));
  }

  private List<Operation.Join> logged(Replica replica, VersionVector known) {
    List<Operation.Join> joins = new ArrayList<>();
    for (Entry<Member, Long> entry : state.history.known().counters().entrySet()) {
      long from = known.of(entry.getKey()) + 1;
      if (from > entry.getValue()) {
        continue;
      }
      for (Operation operation : state.history.from(entry.getKey(), from, Long.MAX_VALUE)) {
        if (operation instanceof Operation.Join join && join.tag().equals(replica.tag())) {
          joins.add(join);
        }
      }
    }
    return joins;
  }

  private static List<Operation.Join> all(Replica replica) {
    List<Operation.Join> joins = new ArrayList<>();
    for (Iterator<Operation> content = replica.content(); content.hasNext(); ) {
      if (content.next() instanceof Operation.Join join) {
        joins.add(join);
      }
    }
    return joins;
  }
}
