// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.Set;

/**
 * An observed-remove set: of a concurrent add and remove of one element the add wins. Removing
 * affects only additions this replica has seen; no tombstones are kept (Bieniusa et al., "An
 * optimized conflict-free replicated set", 2012). Thread-safe, never blocks.
 *
 * @param <E> immutable element type
 */
public interface AddWinsSet<E> {

  /** Adds an element; returns whether it was absent on this replica. */
  boolean add(E element);

  /** Removes an element; returns whether it was present on this replica. */
  boolean remove(E element);

  boolean contains(E element);

  /** An immutable snapshot of the elements. */
  Set<E> elements();

  default int size() {
    return elements().size();
  }
}
