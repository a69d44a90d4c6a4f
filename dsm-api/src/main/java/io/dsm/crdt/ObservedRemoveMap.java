// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.Set;

/**
 * A map of CRDTs: keys come with the first update of their value, and concurrent updates of one key
 * merge by the rule of its value.
 *
 * <p>The one rule of removal: {@link #remove} resets what this replica has seen of a value. What
 * was updated concurrently and not seen survives, and only that: a key that is removed and updated
 * again begins anew and never brings old contents back. A key is present while its value differs
 * from one that nobody has updated; so an emptied set or a disabled flag takes its key away.
 *
 * <p>Values may be counters, flags, LWW and multi-value registers, add-wins and remove-wins sets,
 * and such maps. Of a counter the last 16 additions of each life are kept apart, so that a removal
 * takes exactly those it has seen; a replica that lags by more takes the older unseen ones too.
 *
 * <p>Cost: the contents; no tombstones; an update is O(log n) and carries one entry. Bound: 64 KiB
 * a key, 4 MiB for all; an update beyond is {@link io.dsm.DsmException.Rejected}. Thread-safe,
 * never blocks. Source: Almeida et al., "Delta state replicated data types", 2018; Baquero et al.,
 * "The problem with embedded CRDT counters and a solution", 2016.
 *
 * @param <K> immutable key type
 * @param <C> handle type of the values
 */
public interface ObservedRemoveMap<K, C> {

  /** The value at a key; it need not be present. Cheap; may be kept. */
  C at(K key);

  /** Removes what this replica has seen of a key; returns whether it was present here. */
  boolean remove(K key);

  boolean contains(K key);

  /** An immutable snapshot of the keys. */
  Set<K> keys();

  int size();
}
