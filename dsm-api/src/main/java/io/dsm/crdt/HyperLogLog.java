// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

/**
 * About how many different elements were seen anywhere, without keeping them: nothing conflicts,
 * and what several nodes see counts once. Thread-safe, never blocks.
 *
 * <p>Error: relative standard error 1.04 / sqrt(2^p) for precision p, which is 0.81 % for the
 * default 14 and 1.6 % for 12; small counts are nearly exact. Cost: at most 2^p bytes; an update is
 * O(1) and carries a few bytes; an element that changes nothing costs nothing. Source: Flajolet et
 * al., "HyperLogLog", 2007; estimator of Ertl, "New cardinality estimation algorithms for
 * HyperLogLog sketches", 2017.
 *
 * @param <E> immutable element type
 */
public interface HyperLogLog<E> {

  /** Takes note of an element. */
  void add(E element);

  /** About how many different elements were added. O(2^p). */
  long estimate();
}
