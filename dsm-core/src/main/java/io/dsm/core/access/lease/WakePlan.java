// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import io.dsm.spi.time.Timers.Timer;

/**
 * When a node must look at its leases. Looking at all of them costs as much as there are, so it is
 * done only when the earliest concern is due or the wall clock has jumped; in between, a wake-up
 * compares the clocks and goes back to sleep. A lease that begins only adds its own concern. Called
 * under the lock of {@link LeaseNode}.
 */
final class WakePlan {

  private static final long NANOS_MIN = 10_000_000;
  private static final long WALL_CLOCK_CHECK_NANOS_MIN = 100_000_000;

  /** Less than this between the clocks is no jump, only two clocks. */
  private static final long DRIFT_NANOS = 5_000_000;

  private final Clock clock;
  private final Timers timers;
  private final Runnable wake;
  private Timer timer = () -> {};
  private long plannedNanos = Long.MAX_VALUE;
  private long concernNanos = Long.MAX_VALUE;
  private long checkEveryNanos = Long.MAX_VALUE;
  private ClockReading looked;

  /**
   * @param wake called when something may be due
   */
  WakePlan(Clock clock, Timers timers, Runnable wake) {
    this.clock = clock;
    this.timers = timers;
    this.wake = wake;
    this.looked = ClockReading.of(clock);
  }

  /** All leases are looked at now: earlier concerns are forgotten. */
  void look() {
    concernNanos = Long.MAX_VALUE;
    checkEveryNanos = Long.MAX_VALUE;
    looked = ClockReading.of(clock);
  }

  /**
   * A lease must be looked at after that time, by both clocks.
   *
   * @param graceNanos others are kept out for that much longer than the lease lasts
   */
  void add(long afterNanos, long graceNanos) {
    concernNanos = Math.min(concernNanos, clock.monotonicNanos() + afterNanos);
    // The wall clock may jump ahead at any time and end a lease; the loss must show within grace.
    checkEveryNanos =
        Math.min(checkEveryNanos, Math.max(graceNanos / 2, WALL_CLOCK_CHECK_NANOS_MIN));
  }

  /** Sets the timer for what is known, if anything is. */
  void arm() {
    if (concernNanos == Long.MAX_VALUE) {
      return;
    }
    long now = clock.monotonicNanos();
    long delay = Math.max(Math.min(concernNanos - now, checkEveryNanos), NANOS_MIN);
    if (now + delay < plannedNanos) {
      timer.cancel();
      plannedNanos = now + delay;
      timer = timers.after(delay, wake);
    }
  }

  /** The timer has come; returns how much later than planned. */
  long woke() {
    long late = clock.monotonicNanos() - plannedNanos;
    plannedNanos = Long.MAX_VALUE;
    return late;
  }

  /** Whether the leases must be looked at. */
  boolean isDue() {
    ClockReading now = ClockReading.of(clock);
    long monotonic = now.monotonicNanos() - looked.monotonicNanos();
    long wall = (now.wallMillis() - looked.wallMillis()) * 1_000_000;
    return now.monotonicNanos() - concernNanos >= 0 || Math.abs(wall - monotonic) > DRIFT_NANOS;
  }

  void cancel() {
    timer.cancel();
  }
}
