// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

/** Limits bytes per second on average; a tenth of a second's worth may come at once. */
public final class Pace {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final long bytesPerSecond;
  private double allowance;
  private long sinceNanos;
  private boolean begun;

  public Pace(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** So much has been moved. */
  public void spend(long bytes) {
    allowance -= bytes;
  }

  /** How long to wait before more is moved; 0 if not at all. */
  public long waitNanos(long nowNanos) {
    double burst = bytesPerSecond / 10.0;
    if (!begun) {
      begun = true;
      allowance += burst;
      sinceNanos = nowNanos;
    }
    double earned = (double) bytesPerSecond * (nowNanos - sinceNanos) / SECOND_NANOS;
    allowance = Math.min(burst, allowance + earned);
    sinceNanos = nowNanos;
    return allowance > 0 ? 0 : (long) (-allowance / bytesPerSecond * SECOND_NANOS) + 1;
  }
}
