// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.crdt.BoundedCounter;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;

/** Counters that never fall below zero (Balegas et al., 2015). */
public final class BoundedCounters implements CrdtDefinition<BoundedCounter, Escrow> {

  @Override
  public String kind() {
    return "bounded-counter/v1";
  }

  @Override
  public Escrow bottom() {
    return Escrow.NONE;
  }

  @Override
  public Escrow join(Escrow left, Escrow right) {
    return left.join(right);
  }

  @Override
  public byte[] encode(Escrow state) {
    ByteWriter out = new ByteWriter(64, ByteWriter.DEFAULT_LIMIT);
    state.write(out);
    return out.toByteArray();
  }

  @Override
  public Escrow decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Escrow state = Escrow.read(in);
    in.expectEnd();
    return state;
  }

  @Override
  public BoundedCounter handle(CrdtCell<Escrow> cell) {
    return new BoundedCounterHandle(cell);
  }
}
