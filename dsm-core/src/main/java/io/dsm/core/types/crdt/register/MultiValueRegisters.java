// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.register;

import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.Change;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.causal.DotValue;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.crdt.MvRegister;
import java.util.Set;

/** Registers that keep every value no other has replaced. */
public final class MultiValueRegisters<V> implements CausalKind<MvRegister<V>, DotMap<Element>> {
  private static final DotMap<Element> NOTHING = DotMap.empty(new Value());

  private final ElementCodec<V> codec;

  public MultiValueRegisters(ValueCodec<V> codec) {
    this.codec = new ElementCodec<>(codec);
  }

  @Override
  public String name() {
    return "mv-register/v1";
  }

  @Override
  public DotMap<Element> nothing() {
    return NOTHING;
  }

  @Override
  public DotMap<Element> read(ByteReader in, DotCodec dots) {
    return NOTHING.read(in, dots);
  }

  @Override
  public MvRegister<V> handle(CausalCell<DotMap<Element>> cell) {
    return new MvRegister<>() {
      @Override
      public void set(V value) {
        Element element = codec.element(value);
        cell.update(
            (current, dot) -> new Change<>(current.only(dot, element), current.dots(), true));
      }

      @Override
      public void clear() {
        cell.update(
            (current, dot) ->
                current.isEmpty() ? null : new Change<>(NOTHING, current.dots(), true));
      }

      @Override
      public Set<V> values() {
        return codec.values(cell.store().values());
      }
    };
  }

  private static final class Value implements DotValue<Element> {
    @Override
    public int weight(Element value) {
      return value.weight();
    }

    @Override
    public void write(ByteWriter out, Element value) {
      out.writeBytes(value.bytes());
    }

    @Override
    public Element read(ByteReader in) {
      return ElementCodec.read(in);
    }
  }
}
