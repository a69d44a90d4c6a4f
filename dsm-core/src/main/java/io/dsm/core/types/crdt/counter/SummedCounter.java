// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.PnCounter;
import org.jspecify.annotations.Nullable;

/** A counter whose additions are summed up: adding is an addition, no step of the engine. */
final class SummedCounter implements PnCounter {

  private final CrdtCell<PnCounterState> cell;
  private final Summing sums;

  SummedCounter(CrdtCell<PnCounterState> cell, Summing sums) {
    this.cell = cell;
    this.sums = sums;
  }

  @Override
  public void add(long amount) {
    sums.adding().add(amount);
  }

  @Override
  public long value() {
    // The state first: what it has of this node is in the sums that are read after it.
    PnCounterState state = cell.state();
    @Nullable Tally added = sums.added();
    return added == null ? state.value() : state.value() + added.beyond(state);
  }
}
