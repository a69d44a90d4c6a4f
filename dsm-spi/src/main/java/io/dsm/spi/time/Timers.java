// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.time;

/** Runs tasks later. Thread-safe. Tasks must be short: they hand over to a loop and return. */
public interface Timers {

  /**
   * Runs {@code task} once, not before {@code delayNanos} have passed on the monotonic clock.
   *
   * @return cancels the task if it has not begun
   */
  Timer after(long delayNanos, Runnable task);

  /** A scheduled task. */
  @FunctionalInterface
  interface Timer {
    /** Prevents the task from running if it has not begun. Idempotent. */
    void cancel();
  }
}
