// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.stream;

/**
 * Something a watcher must know. Per key, changes arrive in the order of their versions; several
 * updates of a key may be merged into the latest one.
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
   * The watcher fell behind and some changes were dropped. What is there now follows as {@link
   * Current} changes; keys not among them are gone.
   *
   * @param dropped how many changes were dropped, at least 1
   */
  record Gap<V>(long dropped) implements Change<V> {}
}
