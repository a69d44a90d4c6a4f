// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.lease.LeaseSpec;

/**
 * Durations of one lease.
 *
 * @param termNanos how long the holder may act after its clock reading
 * @param graceNanos how much longer the grantor waits
 */
public record LeaseTiming(long termNanos, long graceNanos) {

  private static final long RATE_BOUND_PERCENT = 1;

  public LeaseTiming {
    if (termNanos <= 0 || graceNanos < 0 || termNanos > Long.MAX_VALUE / 1_000) {
      throw new IllegalArgumentException("illegal term " + termNanos + " or grace " + graceNanos);
    }
  }

  public static LeaseTiming of(LeaseSpec.Timing timing) {
    return new LeaseTiming(timing.term().toNanos(), timing.expiryGrace().toNanos());
  }

  /**
   * How long the grantor keeps others out on its own clock: W = T(1+r)/(1-r) + G, rounded up, for
   * clock rates that differ from true time by at most r = 1 %.
   */
  public long exclusionNanos() {
    long percentUp = 100 + RATE_BOUND_PERCENT;
    long percentDown = 100 - RATE_BOUND_PERCENT;
    return Math.ceilDiv(termNanos * percentUp, percentDown) + graceNanos;
  }

  LeaseTiming longest(LeaseTiming other) {
    return new LeaseTiming(
        Math.max(termNanos, other.termNanos), Math.max(graceNanos, other.graceNanos));
  }

  void writeTo(ByteSink sink) {
    sink.longOf(termNanos).longOf(graceNanos);
  }

  static LeaseTiming readFrom(ByteSource source) {
    return new LeaseTiming(source.longOf(), source.longOf());
  }
}
