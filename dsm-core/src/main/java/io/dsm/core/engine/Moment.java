// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When an event is handled, by both clocks of the node. Most events ask for one of them only, and
 * reading a clock may cost more than the rest of a write; so the monotonic one is read when it is
 * first asked for, within the step. Used by one thread.
 */
public final class Moment {

  private final long wallMillis;
  private @Nullable LongSupplier unread;
  private long monotonicNanos;

  /** A moment at which the clocks say this. */
  public Moment(long wallMillis, long monotonicNanos) {
    this.wallMillis = wallMillis;
    this.monotonicNanos = monotonicNanos;
  }

  private Moment(long wallMillis, LongSupplier monotonicNanos) {
    this.wallMillis = wallMillis;
    this.unread = monotonicNanos;
  }

  /** A moment whose monotonic time is asked for once, or never. */
  public static Moment at(long wallMillis, LongSupplier monotonicNanos) {
    return new Moment(wallMillis, monotonicNanos);
  }

  /** Milliseconds since 1970 as the node believes. */
  public long wallMillis() {
    return wallMillis;
  }

  /** Never falls; the same at every call. */
  public long monotonicNanos() {
    if (unread != null) {
      monotonicNanos = unread.getAsLong();
      unread = null;
    }
    return monotonicNanos;
  }
}
