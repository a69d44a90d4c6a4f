// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** MicroRaft's clock: our monotonic clock on MicroRaft's scale. It never jumps. */
final class ScaledClock extends Clock {

  // MicroRaft's "last heartbeat of a leader" begins at 0; that must be long ago, or a voter that
  // has
  // just started would refuse to vote.
  private static final long FIRST_MILLIS = 1_000_000_000_000L;

  private final io.dsm.spi.time.Clock clock;
  private final TimeScale scale;
  private final long startNanos;

  ScaledClock(io.dsm.spi.time.Clock clock, TimeScale scale) {
    this.clock = clock;
    this.scale = scale;
    this.startNanos = clock.monotonicNanos();
  }

  @Override
  public long millis() {
    return FIRST_MILLIS + scale.scaledMillis(clock.monotonicNanos() - startNanos);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
