// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import java.util.concurrent.Executor;

/**
 * How changes of one collection are delivered.
 *
 * @param name of the collection, for log messages
 * @param delivery runs watchers; must not run them in the caller's thread
 * @param loop runs a task as a step of the single writer, at once or later
 * @param backlog how many different changed keys may wait for one watcher, at least 1
 */
public record WatchSettings(String name, Executor delivery, Executor loop, int backlog) {
  public WatchSettings {
    if (backlog < 1) {
      throw new IllegalArgumentException("a watch needs a backlog of at least 1: " + backlog);
    }
  }
}
