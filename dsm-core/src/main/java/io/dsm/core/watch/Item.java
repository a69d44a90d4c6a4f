// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import org.jspecify.annotations.Nullable;

/** Something for a watcher, not yet decoded. */
sealed interface Item<C> {

  /** Number of the change after which to go on once this is dealt with; 0 if there is none. */
  long position();

  /** Changes were dropped here. */
  record Gap<C>(long dropped, long position) implements Item<C> {}

  /** A key that is there at a beginning. */
  record Present<C>(String key, C cell, long position) implements Item<C> {}

  /**
   * A change.
   *
   * @param cell null for a removal
   */
  record Changed<C>(String key, @Nullable C cell, long position) implements Item<C> {}
}
