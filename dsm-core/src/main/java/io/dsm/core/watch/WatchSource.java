// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What can be watched.
 *
 * @param <C> what the writer has at hand for a key: immutable or live, not yet decoded
 * @param <V> what watchers see
 */
public interface WatchSource<C, V> {

  /**
   * Passes on every present key. Any thread, also while the writer goes on: what is not changed
   * meanwhile is passed on, what is changed meanwhile as it was before or after a change.
   */
  void snapshot(BiConsumer<String, C> present);

  /** What a watcher sees; null to say nothing of it, if it cannot be decoded. Delivery thread. */
  @Nullable V value(C cell);

  /** About how many bytes a cell keeps from being freed. */
  int weight(C cell);
}
