// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.spi.time.Clock;
import java.time.Duration;

/**
 * The clocks of one simulated machine; they outlive its restarts. Both run at {@link #rate} against
 * true time, and the wall clock is off by some offset that the error of the rate adds to, until
 * {@link #offset} sets it anew. Starts exact.
 */
public final class SimulatedClock implements Clock {

  private static final long WALL_START_MILLIS = 1_750_000_000_000L;
  private static final long MONOTONIC_START_NANOS = 1L << 40;

  private final VirtualTime time;
  private double rate = 1;
  private long sinceNanos;
  private long elapsedBefore;
  private long wallShiftNanos;

  SimulatedClock(VirtualTime time) {
    this.time = time;
  }

  /** How fast the clocks run from now on: 1 is right, 0.99 loses a hundredth. */
  public void rate(double newRate) {
    if (!(newRate > 0)) {
      throw new IllegalArgumentException("a clock cannot run at the rate " + newRate);
    }
    elapsedBefore = elapsed();
    sinceNanos = time.nanos();
    rate = newRate;
  }

  public double rate() {
    return rate;
  }

  /** Lets the wall clock jump, so that it is ahead of true time by that much; may be negative. */
  public void offset(Duration ahead) {
    wallShiftNanos = time.nanos() + ahead.toNanos() - elapsed();
  }

  /** How far the wall clock is ahead of true time now. */
  public Duration offset() {
    return Duration.ofNanos(elapsed() + wallShiftNanos - time.nanos());
  }

  @Override
  public long monotonicNanos() {
    return MONOTONIC_START_NANOS + elapsed();
  }

  @Override
  public long wallMillis() {
    return WALL_START_MILLIS + Math.floorDiv(elapsed() + wallShiftNanos, 1_000_000L);
  }

  /** How long it takes in truth until this clock has advanced that much. */
  long trueNanos(long nanos) {
    return (long) Math.ceil(nanos / rate);
  }

  private long elapsed() {
    return elapsedBefore + (long) ((time.nanos() - sinceNanos) * rate);
  }
}
