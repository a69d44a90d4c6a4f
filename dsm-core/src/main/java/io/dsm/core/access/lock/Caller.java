// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lock;

import io.dsm.lock.LockHold;
import io.dsm.spi.time.Timers.Timer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Somebody of this node who asked for a lock. Its state changes under the lock of the desk. */
final class Caller {

  final CompletableFuture<Optional<LockHold>> promise = new CompletableFuture<>();
  final boolean patient;
  final long askedNanos;
  Timer timer = () -> {};

  /**
   * @param patient whether it waits in line; otherwise it only asks whether the lock is free
   * @param askedNanos when, by the monotonic clock
   */
  Caller(boolean patient, long askedNanos) {
    this.patient = patient;
    this.askedNanos = askedNanos;
  }

  void fail(Throwable failure) {
    timer.cancel();
    promise.completeExceptionally(failure);
  }

  void goesWithout() {
    timer.cancel();
    promise.complete(Optional.empty());
  }

  /** Hands the lock over; somebody who has given up meanwhile passes it on at once. */
  void served(Hold hold) {
    timer.cancel();
    if (!promise.complete(Optional.of(hold))) {
      hold.close();
    }
  }
}
