// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.set;

import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.causal.Keyed;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.core.types.crdt.flag.Presence;
import io.dsm.crdt.RemoveWinsSet;

/** Sets in which removals are named by dots, too (Almeida et al., 2018). */
public final class RemoveWinsSets<E>
    implements CausalKind<RemoveWinsSet<E>, Keyed<DotMap<Boolean>>> {
  private final ElementCodec<E> codec;

  public RemoveWinsSets(ValueCodec<E> codec) {
    this.codec = new ElementCodec<>(codec);
  }

  @Override
  public String name() {
    return "remove-wins-set/v1";
  }

  @Override
  public Keyed<DotMap<Boolean>> nothing() {
    return Keyed.empty(Presence.NOTHING);
  }

  @Override
  public Keyed<DotMap<Boolean>> read(ByteReader in, DotCodec dots) {
    return nothing().read(in, dots, Presence.REMOVE_WINS::read);
  }

  @Override
  public RemoveWinsSet<E> handle(CausalCell<Keyed<DotMap<Boolean>>> cell) {
    return new CausalSet<>(cell, codec, Presence.REMOVE_WINS);
  }
}
