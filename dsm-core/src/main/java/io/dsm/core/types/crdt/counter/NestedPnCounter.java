// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.Change;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.crdt.Dot;
import io.dsm.crdt.PnCounter;
import java.util.List;

/**
 * A counter in a map, whose removal must take the additions it has seen and no others. Hence every
 * addition has a dot of its own. Of each origin the last {@link #KEPT_APART} are kept, older ones
 * are merged into the dot of the oldest: a removal that has seen that one takes all of them.
 */
record NestedPnCounter(CausalCell<DotMap<Amount>> cell) implements PnCounter {
  static final int KEPT_APART = 16;

  @Override
  public void add(long amount) {
    if (amount != 0) {
      Amount added = Amount.of(amount);
      cell.update((current, dot) -> added(current, dot, added));
    }
  }

  private static Change<DotMap<Amount>> added(DotMap<Amount> current, Dot dot, Amount amount) {
    List<Dot> own = current.of(dot.origin());
    DotMap<Amount> part = Amount.NOTHING.only(dot, amount);
    if (own.size() < KEPT_APART) {
      return new Change<>(part, List.of(), false);
    }
    Dot oldest = own.getFirst();
    Dot next = own.get(1);
    Amount merged = at(current, oldest).with(at(current, next));
    // The oldest stays; naming it among the superseded puts it into the context of the delta.
    return new Change<>(part.with(oldest, merged), List.of(oldest, next), false);
  }

  private static Amount at(DotMap<Amount> store, Dot dot) {
    return store.values().get(store.dots().indexOf(dot));
  }

  @Override
  public long value() {
    long sum = 0;
    for (Amount amount : cell.store().values()) {
      sum += amount.plus() - amount.minus();
    }
    return sum;
  }
}
