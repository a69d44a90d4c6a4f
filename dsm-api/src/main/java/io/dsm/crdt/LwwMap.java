// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.Map;
import java.util.Optional;

/**
 * A map: of concurrent writes of one key the one with the greatest stamp of the hybrid logical
 * clock wins, of a concurrent write and removal the write. Removals keep no tombstones. Use {@code
 * RegisterCollection} for large maps; this one is a single CRDT. Thread-safe, never blocks.
 *
 * <p>Cost: the entries with their stamps; an update is O(log n) and carries one entry. Bound: 64
 * KiB a key or value, 4 MiB for all; an update beyond is {@link io.dsm.DsmException.Rejected}.
 * Source: an observed-remove map of LWW registers, as in Almeida et al., "Delta state replicated
 * data types", 2018.
 *
 * @param <K> immutable key type
 * @param <V> immutable value type
 */
public interface LwwMap<K, V> {

  void put(K key, V value);

  /** Removes what this replica has seen of a key; returns whether it was present here. */
  boolean remove(K key);

  Optional<V> get(K key);

  /** An immutable snapshot, without what this version of the classes cannot read. */
  Map<K, V> entries();

  int size();
}
