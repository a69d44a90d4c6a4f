// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Superseded;
import io.dsm.core.types.register.RegisterCell;
import java.util.List;

/**
 * Operations on their way from a log to a peer that lacks them. A log remembers what was written,
 * not what became of it: a removal may be forgotten by now, may have come by comparing ranges from
 * a member that died before anybody had its log, or stand in another log that the peer will not
 * get. So of a key that is removed here, the peer is sent that removal in place of the write, and
 * nothing if the removal is forgotten: what was removed does not return.
 */
final class Replay {

  private final EngineState state;

  Replay(EngineState state) {
    this.state = state;
  }

  /** What shall be sent in place of each, under the same number; never more bytes. */
  List<Operation> of(List<Operation> logged) {
    return logged.stream().map(this::present).toList();
  }

  private Operation present(Operation logged) {
    if (!(logged instanceof Operation.Write write)
        || !(state.replicas.get(write.tag().address()) instanceof Replica.Registers<?> registers)
        || !registers.tag().equals(write.tag())
        || state.wanted.contains(registers.address())) {
      return logged; // perhaps never applied here, so what became of it is not known
    }
    RegisterCell<?> cell = registers.state().cell(write.key());
    if (cell == null) {
      return Superseded.OPERATION;
    }
    boolean dead = !cell.isPresent() && cell.compareTo(write.record().version()) >= 0;
    return dead ? new Operation.Write(write.tag(), write.key(), cell.record()) : logged;
  }
}
