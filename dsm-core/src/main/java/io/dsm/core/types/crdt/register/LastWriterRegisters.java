// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.register;

import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.Change;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.element.Element;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.crdt.LwwRegister;
import io.dsm.register.Version;
import java.util.Optional;

/** Registers whose last write by the hybrid logical clock wins. */
public final class LastWriterRegisters<V> implements CausalKind<LwwRegister<V>, DotMap<Stamped>> {
  private final ElementCodec<V> codec;

  public LastWriterRegisters(ValueCodec<V> codec) {
    this.codec = new ElementCodec<>(codec);
  }

  @Override
  public String name() {
    return "lww-register/v1";
  }

  @Override
  public DotMap<Stamped> nothing() {
    return Stamped.NOTHING;
  }

  @Override
  public DotMap<Stamped> read(ByteReader in, DotCodec dots) {
    return Stamped.NOTHING.read(in, dots);
  }

  @Override
  public Optional<Version> latestStamp(DotMap<Stamped> store) {
    return Stamped.last(store).map(Stamped::stamp);
  }

  @Override
  public LwwRegister<V> handle(CausalCell<DotMap<Stamped>> cell) {
    return new LwwRegister<>() {
      @Override
      public void set(V value) {
        Element element = codec.element(value);
        cell.updateStamped(
            (current, dot, stamp) -> {
              Stamped next = new Stamped(Stamped.above(current, stamp), element);
              return new Change<>(current.only(dot, next), current.dots(), true);
            });
      }

      @Override
      public void clear() {
        cell.update(
            (current, dot) ->
                current.isEmpty() ? null : new Change<>(nothing(), current.dots(), true));
      }

      @Override
      public Optional<V> value() {
        return Stamped.last(cell.store())
            .flatMap(last -> Optional.ofNullable(codec.value(last.element())));
      }
    };
  }
}
