// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs what belongs to applications, in order, away from the threads that decide. */
record Callbacks(Executor executor) {

  void run(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException closed) {
      // The node has closed; whoever still waits must not wait for ever.
      task.run();
    }
  }

  /** What really failed: dependent stages wrap it. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  <T> void complete(CompletableFuture<T> promise, T value) {
    run(() -> promise.complete(value));
  }

  void fail(CompletableFuture<?> promise, Throwable failure) {
    run(() -> promise.completeExceptionally(cause(failure)));
  }
}
