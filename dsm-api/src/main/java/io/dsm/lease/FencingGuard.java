// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/**
 * Stands before a resource and refuses effects of holders that have been overtaken: it remembers
 * the greatest token it has admitted for each resource, and refuses smaller ones. With it no pause,
 * clock fault or network can let two holders write, because the resource itself decides.
 *
 * @param <C> what an effect is made through, such as a connection with an open transaction
 * @param <X> how the resource fails
 */
@FunctionalInterface
public interface FencingGuard<C, X extends Exception> {

  /**
   * Admits an effect under that token, atomically with the effect if both go through {@code
   * target}. The holder of the greatest token may come as often as it likes.
   *
   * @param resource what the lock protects; one name for one lock
   */
  Admission admit(C target, String resource, FencingToken token) throws X;
}
