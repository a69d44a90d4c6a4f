// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.List;

/**
 * The elements counted most often on all nodes, with bounds on each count. Nothing counts twice.
 * Thread-safe, never blocks.
 *
 * <p>Error: with a capacity of m and a total of N, every element counted more than N / m times is
 * listed, and no count is off by more than N / m: the truth lies between {@link Hit#atLeast} and
 * {@link Hit#atMost}. Cost: m slots for each life of a node that has counted; an update is O(m) and
 * carries one slot. Bound: 64 KiB an element; a slot counts up to 2^63 - 1. Source: Metwally et
 * al., "Efficient computation of frequent and top-k elements in data streams" (Space-Saving), 2005;
 * the slots of one life only grow, so that the greater is the later one.
 *
 * @param <E> immutable element type
 */
public interface TopK<E> {

  /** Counts an element once. */
  default void add(E element) {
    add(element, 1);
  }

  /** Counts an element {@code times}, at least 1. */
  void add(E element, long times);

  /** The {@code k} most frequent elements, the greatest {@link Hit#atMost} first. */
  List<Hit<E>> top(int k);

  /** How often anything was counted; stops at {@link Long#MAX_VALUE}. */
  long total();

  /**
   * An element with the bounds of its count.
   *
   * @param atLeast it was counted so often for sure
   * @param atMost it was not counted more often
   */
  record Hit<E>(E element, long atLeast, long atMost) {}
}
