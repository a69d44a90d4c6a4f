// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * How changes of one collection are delivered.
 *
 * @param source names the stream in positions: node, its life, and collection
 * @param delivery runs watchers; must not run them in the caller's thread
 * @param loop runs a task as a step of the single writer, at once or later
 * @param changesMax how many changes are kept for watchers that are behind or away, at least 1
 * @param bytesMax how many bytes of changes are kept
 * @param fellBehind hears how many changes a watcher was not given
 */
public record WatchSettings(
    String source,
    Executor delivery,
    Executor loop,
    int changesMax,
    long bytesMax,
    LongConsumer fellBehind) {
  public WatchSettings {
    if (changesMax < 1) {
      throw new IllegalArgumentException("a change log holds at least one: " + changesMax);
    }
  }
}
