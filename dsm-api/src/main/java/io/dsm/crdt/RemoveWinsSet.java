// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.Set;

/**
 * A set: of a concurrent add and remove of one element the removal wins. An addition overcomes only
 * the removals this replica has seen. For what must stay away once it is taken away, such as
 * revoked rights. Thread-safe, never blocks.
 *
 * <p>Cost: as {@link AddWinsSet}, but removed elements are remembered for ever, because an addition
 * made before the removal was known may still arrive. {@link #size} counts and is O(n). Bound: 64
 * KiB an element, 4 MiB for all, removed ones included; an update beyond is {@link
 * io.dsm.DsmException.Rejected}. Source: Almeida et al., "Delta state replicated data types", 2018.
 *
 * @param <E> immutable element type
 */
public interface RemoveWinsSet<E> {

  /** Adds an element; returns whether it was absent on this replica. */
  boolean add(E element);

  /** Removes an element, also one that is absent here; returns whether it was present here. */
  boolean remove(E element);

  boolean contains(E element);

  /** An immutable snapshot of the elements. */
  Set<E> elements();

  default int size() {
    return elements().size();
  }
}
