// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.crdt.PnCounter;

/** Counters that go up and down and live in maps. */
public final class NestedPnCounters implements CausalKind<PnCounter, DotMap<Amount>> {

  @Override
  public String name() {
    return "nested-pn-counter/v1";
  }

  @Override
  public DotMap<Amount> nothing() {
    return Amount.NOTHING;
  }

  @Override
  public DotMap<Amount> read(ByteReader in, DotCodec dots) {
    return Amount.NOTHING.read(in, dots);
  }

  @Override
  public PnCounter handle(CausalCell<DotMap<Amount>> cell) {
    return new NestedPnCounter(cell);
  }
}
