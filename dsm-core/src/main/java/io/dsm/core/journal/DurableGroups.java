// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Who waits for durability. All records between two syncs share one future, so waiting costs the
 * same for one and for a thousand. {@link #begin}, {@link #of} and {@link #failing} are guarded by
 * the lock for appends of {@link GroupCommit}; futures are completed outside of it, on the
 * executor, so that whoever leads a sync never runs what others attached.
 */
final class DurableGroups {

  private final Executor executor;

  /** Stands for all records that are in no sync yet. */
  private CompletableFuture<Void> open = new CompletableFuture<>();

  /** Stands for the records of the running or last sync. */
  private CompletableFuture<Void> syncing = CompletableFuture.completedFuture(null);

  private long syncingThrough;

  DurableGroups(Executor executor, long last) {
    this.executor = executor;
    this.syncingThrough = last;
  }

  /** The next sync will make everything up to a record durable. */
  CompletableFuture<Void> begin(long last) {
    syncing = open;
    syncingThrough = last;
    open = new CompletableFuture<>();
    return syncing;
  }

  /** The future that completes when a record that is not durable yet becomes so. */
  CompletableFuture<Void> of(long record) {
    return record <= syncingThrough ? syncing : open;
  }

  /** Tells those who wait for a finished sync; not under any lock. */
  void complete(CompletableFuture<Void> group) {
    if (group.getNumberOfDependents() == 0) {
      group.complete(null);
    } else {
      run(() -> group.complete(null));
    }
  }

  /** What tells everybody that it will never happen; to be {@link #run}. */
  Runnable failing(DsmException.Fatal failure) {
    CompletableFuture<Void> running = syncing;
    CompletableFuture<Void> waiting = open;
    return () -> {
      running.completeExceptionally(failure);
      waiting.completeExceptionally(failure);
    };
  }

  void run(Runnable completion) {
    try {
      executor.execute(completion);
    } catch (RejectedExecutionException e) {
      completion.run(); // Late, in a shutdown: better here than never.
    }
  }
}
