// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.set;

import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.crdt.CrdtCell;
import io.dsm.crdt.CrdtDefinition;
import io.dsm.crdt.Dot;
import io.dsm.crdt.GrowOnlySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sets that only grow: joining is the union. */
public final class GrowOnlySets<E> implements CrdtDefinition<GrowOnlySet<E>, Grown> {
  private final ElementCodec<E> codec;

  public GrowOnlySets(ValueCodec<E> codec) {
    this.codec = new ElementCodec<>(codec);
  }

  @Override
  public String kind() {
    return "grow-only-set/v1";
  }

  @Override
  public Grown bottom() {
    return Grown.BOTTOM;
  }

  @Override
  public Grown join(Grown left, Grown right) {
    return left.join(right);
  }

  @Override
  public byte[] encode(Grown state) {
    ByteWriter out = new ByteWriter(64, ByteWriter.DEFAULT_LIMIT);
    List<Element> elements = state.elements();
    out.writeVarInt(elements.size());
    elements.forEach(element -> out.writeBytes(element.bytes()));
    return out.toByteArray();
  }

  @Override
  public Grown decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int count = in.readCount(1);
    List<Element> elements = new ArrayList<>(count);
    Element previous = null;
    for (int i = 0; i < count; i++) {
      previous = ElementCodec.readAbove(previous, in);
      elements.add(previous);
    }
    in.expectEnd();
    return Grown.of(elements);
  }

  @Override
  public GrowOnlySet<E> handle(CrdtCell<Grown> cell) {
    return new Handle<>(cell, codec);
  }

  private record Handle<E>(CrdtCell<Grown> cell, ElementCodec<E> codec) implements GrowOnlySet<E> {
    @Override
    public boolean add(E element) {
      Addition addition = new Addition(codec.element(element));
      cell.update(addition);
      return !addition.found;
    }

    @Override
    public boolean contains(E element) {
      return cell.state().contains(codec.element(element));
    }

    @Override
    public Set<E> elements() {
      return codec.values(cell.state().elements());
    }

    @Override
    public int size() {
      return cell.state().size();
    }
  }

  /** Remembers what the run that counted has found. */
  private static final class Addition implements CrdtCell.Mutation<Grown> {
    private final Element element;
    private boolean found;

    Addition(Element element) {
      this.element = element;
    }

    @Override
    public Grown delta(Grown current, Dot dot) {
      found = current.contains(element);
      if (found) {
        return current;
      }
      ElementCodec.admit(current.weight(), element);
      return Grown.of(List.of(element));
    }
  }
}
