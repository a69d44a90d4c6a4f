// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.map;

import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.types.crdt.causal.CausalCell;
import io.dsm.core.types.crdt.causal.CausalKind;
import io.dsm.core.types.crdt.causal.DotCodec;
import io.dsm.core.types.crdt.causal.DotMap;
import io.dsm.core.types.crdt.causal.Keyed;
import io.dsm.core.types.crdt.register.LastWriterRegisters;
import io.dsm.core.types.crdt.register.Stamped;
import io.dsm.crdt.LwwMap;
import io.dsm.crdt.LwwRegister;
import io.dsm.crdt.ObservedRemoveMap;
import io.dsm.register.Version;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Maps whose entries are LWW registers. */
public final class LastWriterMaps<K, V>
    implements CausalKind<LwwMap<K, V>, Keyed<DotMap<Stamped>>> {
  private final ObservedRemoveMaps<K, LwwRegister<V>, DotMap<Stamped>> maps;

  public LastWriterMaps(ValueCodec<K> keys, ValueCodec<V> values) {
    this.maps = new ObservedRemoveMaps<>(keys, new LastWriterRegisters<>(values));
  }

  @Override
  public String name() {
    return "lww-map/v1";
  }

  @Override
  public Keyed<DotMap<Stamped>> nothing() {
    return maps.nothing();
  }

  @Override
  public Keyed<DotMap<Stamped>> read(ByteReader in, DotCodec dots) {
    return maps.read(in, dots);
  }

  @Override
  public Optional<Version> latestStamp(Keyed<DotMap<Stamped>> store) {
    return maps.latestStamp(store);
  }

  @Override
  public LwwMap<K, V> handle(CausalCell<Keyed<DotMap<Stamped>>> cell) {
    return new Handle<>(maps.handle(cell));
  }

  private record Handle<K, V>(ObservedRemoveMap<K, LwwRegister<V>> map) implements LwwMap<K, V> {
    @Override
    public void put(K key, V value) {
      map.at(key).set(value);
    }

    @Override
    public boolean remove(K key) {
      return map.remove(key);
    }

    @Override
    public Optional<V> get(K key) {
      return map.at(key).value();
    }

    @Override
    public Map<K, V> entries() {
      Map<K, V> entries = new LinkedHashMap<>();
      for (K key : map.keys()) {
        get(key).ifPresent(value -> entries.put(key, value));
      }
      return Collections.unmodifiableMap(entries);
    }

    @Override
    public int size() {
      return map.size();
    }
  }
}
