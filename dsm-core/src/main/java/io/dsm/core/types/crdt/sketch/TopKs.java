// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.TopK;

/** Most frequent elements: one Space-Saving summary for each member (Metwally et al., 2005). */
public final class TopKs<E> implements CrdtDefinition<TopK<E>, Slots> {
  private static final int CAPACITY_MAX = 1024;

  private final ElementCodec<E> codec;
  private final int capacity;

  public TopKs(ValueCodec<E> codec, int capacity) {
    if (capacity < 1 || capacity > CAPACITY_MAX) {
      throw new DsmException.Rejected(
          "a top-k of "
              + capacity
              + " slots is not possible; the collection was not opened; use 1 to "
              + CAPACITY_MAX);
    }
    this.codec = new ElementCodec<>(codec);
    this.capacity = capacity;
  }

  @Override
  public String kind() {
    return "top-k/v1 of capacity " + capacity;
  }

  @Override
  public Slots bottom() {
    return Slots.NONE;
  }

  @Override
  public Slots join(Slots left, Slots right) {
    return left.join(right);
  }

  @Override
  public byte[] encode(Slots state) {
    ByteWriter out = new ByteWriter(64, ByteWriter.DEFAULT_LIMIT);
    state.write(out);
    return out.toByteArray();
  }

  @Override
  public Slots decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    Slots state = Slots.read(in, capacity);
    in.expectEnd();
    return state;
  }

  @Override
  public TopK<E> handle(CrdtCell<Slots> cell) {
    return new TopKHandle<>(cell, codec, capacity);
  }
}
