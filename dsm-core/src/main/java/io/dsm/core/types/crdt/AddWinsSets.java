// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import io.dsm.cluster.Member;
import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.clock.Members;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.Dot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Observed-remove sets without tombstones (Bieniusa et al., "An optimized conflict-free replicated
 * set", 2012) with deltas (Almeida et al., "Delta state replicated data types", 2018).
 */
public final class AddWinsSets<E> implements CrdtDefinition<AddWinsSet<E>, AddWinsSetState<E>> {
  private final AddWinsSetState<E> bottom = AddWinsSetState.bottom();
  private final ValueCodec<E> codec;

  public AddWinsSets(ValueCodec<E> codec) {
    this.codec = codec;
  }

  @Override
  public String kind() {
    return "add-wins-set/v1";
  }

  @Override
  public AddWinsSetState<E> bottom() {
    return bottom;
  }

  @Override
  public AddWinsSetState<E> join(AddWinsSetState<E> left, AddWinsSetState<E> right) {
    return left.join(right);
  }

  @Override
  public AddWinsSet<E> handle(CrdtCell<AddWinsSetState<E>> cell) {
    return new AddWinsSetHandle<>(cell, codec);
  }

  /** Context, then elements in the order of their bytes, each with its dots. */
  @Override
  public byte[] encode(AddWinsSetState<E> state) {
    ByteWriter out = new ByteWriter();
    state.context().write(out);
    Map<Element<E>, List<Dot>> sorted = new TreeMap<>(state.entries());
    out.writeVarInt(sorted.size());
    sorted.forEach(
        (element, dots) -> {
          out.writeBytes(element.bytes()).writeVarInt(dots.size());
          for (Dot dot : dots) {
            Members.write(out, dot.origin());
            out.writeVarLong(dot.counter());
          }
        });
    return out.toByteArray();
  }

  @Override
  public AddWinsSetState<E> decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    CausalContext context = CausalContext.read(in);
    int count = in.readCount(6);
    Map<Element<E>, List<Dot>> entries = HashMap.newHashMap(count);
    Element<E> previous = null;
    for (int i = 0; i < count; i++) {
      Element<E> element = new Element<>(in.readBytes());
      if (previous != null && previous.compareTo(element) >= 0) {
        throw new MalformedBytes("no set: element " + i + " is out of order");
      }
      entries.put(element, readDots(in, context));
      previous = element;
    }
    in.expectEnd();
    return new AddWinsSetState<>(entries, context);
  }

  private static List<Dot> readDots(ByteReader in, CausalContext context) {
    int count = in.readCount(4);
    List<Dot> dots = new ArrayList<>(count);
    @Nullable Dot previous = null;
    for (int i = 0; i < count; i++) {
      Member origin = Members.read(in);
      long counter = in.readVarLong();
      Dot dot = counter > 0 ? new Dot(origin, counter) : null;
      if (dot == null
          || !context.covers(dot)
          || (previous != null && previous.compareTo(dot) >= 0)) {
        throw new MalformedBytes(
            "no set: dot " + counter + " of " + origin + " is unseen or out of order");
      }
      dots.add(dot);
      previous = dot;
    }
    if (dots.isEmpty()) {
      throw new MalformedBytes("no set: an element without dots");
    }
    return List.copyOf(dots);
  }
}
