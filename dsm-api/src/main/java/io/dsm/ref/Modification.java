// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.ref;

/**
 * What {@link Ref#modify} makes of a value, and what it answers.
 *
 * @param <V> type of the value
 * @param <R> type of the answer
 */
public sealed interface Modification<V, R> {

  /** What the caller of {@code modify} gets. */
  R result();

  /** Writes a value. */
  record Set<V, R>(V value, R result) implements Modification<V, R> {}

  /** Leaves everything as it is; the answer then rests on a linearizable read. */
  record Keep<V, R>(R result) implements Modification<V, R> {}

  /** Deletes the value. */
  record Delete<V, R>(R result) implements Modification<V, R> {}

  /** Writes a value. */
  static <V, R> Modification<V, R> set(V value, R result) {
    return new Set<>(value, result);
  }

  /** Leaves everything as it is. */
  static <V, R> Modification<V, R> keep(R result) {
    return new Keep<>(result);
  }

  /** Deletes the value. */
  static <V, R> Modification<V, R> delete(R result) {
    return new Delete<>(result);
  }
}
