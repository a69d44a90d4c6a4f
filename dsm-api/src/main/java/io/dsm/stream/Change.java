// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.stream;

/**
 * Something a watcher must know. A watcher is given every change of its replica, in the order in
 * which they happened there, so per key in the order of their versions; what it is not given is
 * announced by a {@link Gap}.
 *
 * @param <V> what the collection holds
 */
public sealed interface Change<V> {

  /** The key was there when the watch began (or began anew after a {@link Gap}). */
  record Current<V>(String key, V value) implements Change<V> {}

  /** The key was written, here or on another node. */
  record Updated<V>(String key, V value) implements Change<V> {}

  /** The key was removed or its time to live ended. */
  record Removed<V>(String key) implements Change<V> {}

  /**
   * The watcher fell behind, or was away for too long, and some changes are not given to it. What
   * is there now follows as {@link Current} changes; keys not among them are gone.
   *
   * @param dropped how many changes are not given, at least 1; 1 also stands for unknown, when the
   *     watcher came with a position of another node or another life
   */
  record Gap<V>(long dropped) implements Change<V> {}
}
