// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.register;

import org.jspecify.annotations.Nullable;

/** What a merged record did. */
public sealed interface MergeResult<V> {

  /**
   * It is the winner now.
   *
   * @param current the cell it became
   * @param previous what it replaced, a tombstone perhaps; null if the key was unknown
   */
  record Won<V>(RegisterCell<V> current, @Nullable RegisterCell<V> previous)
      implements MergeResult<V> {

    /** Whether watchers can see a difference: not when a tombstone follows nothing. */
    public boolean isVisible() {
      return current.isPresent() || (previous != null && previous.isPresent());
    }
  }

  /**
   * A greater version was here already.
   *
   * @param current the winner
   */
  record Lost<V>(RegisterCell<V> current) implements MergeResult<V> {}

  /**
   * This very write was here already.
   *
   * @param current the winner
   */
  record Same<V>(RegisterCell<V> current) implements MergeResult<V> {}
}
