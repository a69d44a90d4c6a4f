// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.register;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.Dot;
import java.util.OptionalLong;

/** Registers that hold the most extreme number offered, in one direction. */
abstract class ExtremeRegisters<R> implements CrdtDefinition<R, OptionalLong> {

  /** Whether a number replaces the one known. */
  abstract boolean exceeds(long value, long known);

  @Override
  public OptionalLong bottom() {
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong join(OptionalLong left, OptionalLong right) {
    return right.isPresent() && isNews(left, right.getAsLong()) ? right : left;
  }

  private boolean isNews(OptionalLong known, long value) {
    return known.isEmpty() || exceeds(value, known.getAsLong());
  }

  @Override
  public byte[] encode(OptionalLong state) {
    ByteWriter out = new ByteWriter(11, 11).writeBoolean(state.isPresent());
    state.ifPresent(out::writeZigZag);
    return out.toByteArray();
  }

  @Override
  public OptionalLong decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    OptionalLong state = in.readBoolean() ? OptionalLong.of(in.readZigZag()) : OptionalLong.empty();
    in.expectEnd();
    return state;
  }

  /** Offers a number; true if it replaced what was known. */
  final boolean offer(CrdtCell<OptionalLong> cell, long value) {
    Offer offer = new Offer(value);
    cell.update(offer);
    return offer.news;
  }

  /** Remembers what the run that counted has found. */
  private final class Offer implements CrdtCell.Mutation<OptionalLong> {
    private final long value;
    private boolean news;

    Offer(long value) {
      this.value = value;
    }

    @Override
    public OptionalLong delta(OptionalLong current, Dot dot) {
      news = isNews(current, value);
      return news ? OptionalLong.of(value) : current;
    }
  }
}
