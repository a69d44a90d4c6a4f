// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.ref;

import java.util.Optional;

/**
 * What a watcher of a {@link Ref} is told, in order of versions.
 *
 * @param <V> type of the value
 */
public sealed interface RefChange<V> {

  /** The reference as it is now: first of all, and again after a {@link Gap}. */
  record Current<V>(long version, Optional<V> value) implements RefChange<V> {}

  /** It was written. */
  record Updated<V>(long version, V value) implements RefChange<V> {}

  /** It was deleted. */
  record Deleted<V>(long version) implements RefChange<V> {}

  /**
   * Changes were missed; what is there now follows.
   *
   * @param missed how many, at least 1
   */
  record Gap<V>(long missed) implements RefChange<V> {}
}
