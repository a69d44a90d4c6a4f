// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.Set;

/**
 * A set to which elements are added and never removed; nothing conflicts. Thread-safe, never
 * blocks.
 *
 * <p>Cost: the elements; an update is O(log n) and carries one. Bound: 64 KiB an element, 4 MiB for
 * all; an addition beyond is {@link io.dsm.DsmException.Rejected}. Source: Shapiro et al., "A
 * comprehensive study of convergent and commutative replicated data types", 2011.
 *
 * @param <E> immutable element type
 */
public interface GrowOnlySet<E> {

  /** Adds an element; returns whether it was absent on this replica. */
  boolean add(E element);

  boolean contains(E element);

  /** An immutable snapshot of the elements. */
  Set<E> elements();

  default int size() {
    return elements().size();
  }
}
