// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.spi.time.Clock;

/** Both clocks of this node at one moment. */
record ClockReading(long monotonicNanos, long wallMillis) {

  private static final long MILLIS_MAX = Long.MAX_VALUE / 2_000_000;

  static ClockReading of(Clock clock) {
    return new ClockReading(clock.monotonicNanos(), clock.wallMillis());
  }

  /**
   * Nanoseconds since this reading by the clock that says more. The monotonic clock may stand still
   * while the machine sleeps; the wall clock may be set back: neither may lengthen a lease.
   */
  long elapsedNanos(Clock clock) {
    long wall = Math.min(clock.wallMillis() - wallMillis, MILLIS_MAX) * 1_000_000;
    return Math.max(clock.monotonicNanos() - monotonicNanos, wall);
  }
}
