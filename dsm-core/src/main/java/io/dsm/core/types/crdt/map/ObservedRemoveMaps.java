// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.map;

import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotStore;
import io.dsm.core.types.crdt.causal.Keyed;
import io.dsm.core.types.crdt.element.ElementCodec;
import io.dsm.crdt.ObservedRemoveMap;
import io.dsm.register.Version;
import java.util.Comparator;
import java.util.Optional;

/** Maps of causal CRDTs; removing a key resets what was observed of its value. */
public final class ObservedRemoveMaps<K, C, S extends DotStore<S>>
    implements CausalKind<ObservedRemoveMap<K, C>, Keyed<S>> {
  private final ElementCodec<K> keys;
  private final CausalKind<C, S> values;

  public ObservedRemoveMaps(ValueCodec<K> keys, CausalKind<C, S> values) {
    this.keys = new ElementCodec<>(keys);
    this.values = values;
  }

  @Override
  public String name() {
    return "observed-remove-map/v1 of " + values.name();
  }

  @Override
  public Keyed<S> nothing() {
    return Keyed.empty(values.nothing());
  }

  @Override
  public Keyed<S> read(ByteReader in, DotCodec dots) {
    return nothing().read(in, dots, values::read);
  }

  @Override
  public Optional<Version> latestStamp(Keyed<S> store) {
    return store.entries().values().stream()
        .flatMap(value -> values.latestStamp(value).stream())
        .max(Comparator.naturalOrder());
  }

  @Override
  public ObservedRemoveMap<K, C> handle(CausalCell<Keyed<S>> cell) {
    return new MapHandle<>(cell, keys, values);
  }
}
