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
import io.dsm.crdt.AddWinsSet;

/**
 * Observed-remove sets without tombstones (Bieniusa et al., "An optimized conflict-free replicatedn
 * * set", 2012).
 */
public final class AddWinsSets<E> implements CausalKind<AddWinsSet<E>, Keyed<DotMap<Boolean>>> {
  private final ElementCodec<E> codec;

  public AddWinsSets(ValueCodec<E> codec) {
    this.codec = new ElementCodec<>(codec);
  }

  @Override
  public String name() {
    return "add-wins-set/v1";
  }

  @Override
  public Keyed<DotMap<Boolean>> nothing() {
    return Keyed.empty(Presence.NOTHING);
  }

  @Override
  public Keyed<DotMap<Boolean>> read(ByteReader in, DotCodec dots) {
    return nothing().read(in, dots, Presence.ADD_WINS::read);
  }

  @Override
  public AddWinsSet<E> handle(CausalCell<Keyed<DotMap<Boolean>>> cell) {
    return new CausalSet<>(cell, codec, Presence.ADD_WINS);
  }
}
