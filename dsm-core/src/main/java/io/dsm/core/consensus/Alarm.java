// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import io.dsm.spi.time.Timers.Timer;

/**
 * One timer for many deadlines, most of which are never reached: it rings at the earliest moment
 * asked for, and whoever has it looks who is due. So a deadline costs a comparison, not a timer.
 * Guarded by the lock of its owner; rings without it.
 */
final class Alarm {

  /** Clock and timers may differ by a little; it does not ring again and again for that. */
  private static final long NANOS_MIN = 1_000;

  private final Clock clock;
  private final Timers timers;
  private final Runnable bell;
  private Timer timer = () -> {};
  private boolean set;
  private long atNanos;

  /**
   * @param bell called when it rings, on a thread of the timers; it must call {@link #cancel} first
   */
  Alarm(Clock clock, Timers timers, Runnable bell) {
    this.clock = clock;
    this.timers = timers;
    this.bell = bell;
  }

  /** The present moment, of the monotonic clock. */
  long now() {
    return clock.monotonicNanos();
  }

  /** Rings at that moment or earlier. */
  void wakeAt(long moment) {
    if (set && moment - atNanos >= 0) {
      return;
    }
    timer.cancel();
    set = true;
    atNanos = moment;
    timer = timers.after(Math.max(NANOS_MIN, moment - now()), bell);
  }

  /** It has rung, or need not ring any more. */
  void cancel() {
    timer.cancel();
    set = false;
  }
}
