// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.crdt.GCounter;

/** The same for a counter that only goes up. */
record NestedGCounter(CausalCell<DotMap<Amount>> cell) implements GCounter {

  @Override
  public void add(long amount) {
    Amounts.requireNotNegative(amount);
    new NestedPnCounter(cell).add(amount);
  }

  @Override
  public long value() {
    long sum = 0;
    for (Amount amount : cell.store().values()) {
      sum = sum > Long.MAX_VALUE - amount.plus() ? Long.MAX_VALUE : sum + amount.plus();
    }
    return sum;
  }
}
