// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Changes on their way to watchers: what is there first, then every change, in order per key, with
 * an explicit gap instead of unbounded memory. The engine publishes here from its one writer;
 * watchers are called on an executor. A watcher must never slow the writer or another watcher.
 */
@NullMarked
package io.dsm.core.watch;

import org.jspecify.annotations.NullMarked;
