// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.crdt.GCounter;

/** Counters that only go up and live in maps. */
public final class NestedGCounters implements CausalKind<GCounter, DotMap<Amount>> {

  @Override
  public String name() {
    return "nested-g-counter/v1";
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
  public GCounter handle(CausalCell<DotMap<Amount>> cell) {
    return new NestedGCounter(cell);
  }
}
