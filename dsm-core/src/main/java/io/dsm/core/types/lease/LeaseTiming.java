// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.lease.LeaseSpec;

/**
 * How long one lease lasts.
 *
 * @param termNanos how long the holder may act after its clock reading
 * @param graceNanos how much longer the grantor waits
 * @param fencedOnly whether the grantor need not wait for a holder it no longer sees, because the
 *     token alone protects
 */
public record LeaseTiming(long termNanos, long graceNanos, boolean fencedOnly) {

  private static final long RATE_BOUND_PERCENT = 1;

  public LeaseTiming {
    if (termNanos <= 0 || graceNanos < 0 || termNanos > Long.MAX_VALUE / 1_000) {
      throw new IllegalArgumentException("illegal term " + termNanos + " or grace " + graceNanos);
    }
  }

  /** A lease that is waited for in any case. */
  public LeaseTiming(long termNanos, long graceNanos) {
    this(termNanos, graceNanos, false);
  }

  public static LeaseTiming of(LeaseSpec<?> spec) {
    LeaseSpec.Timing timing = spec.timing();
    return new LeaseTiming(
        timing.term().toNanos(), timing.expiryGrace().toNanos(), spec.fencedOnly());
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
        Math.max(termNanos, other.termNanos),
        Math.max(graceNanos, other.graceNanos),
        fencedOnly && other.fencedOnly);
  }

  /** A fenced-only lease is marked by the complement of its grace: all others are as ever. */
  void writeTo(ByteSink sink) {
    sink.longOf(termNanos).longOf(fencedOnly ? ~graceNanos : graceNanos);
  }

  static LeaseTiming readFrom(ByteSource source) {
    long term = source.longOf();
    long grace = source.longOf();
    return new LeaseTiming(term, grace < 0 ? ~grace : grace, grace < 0);
  }
}
