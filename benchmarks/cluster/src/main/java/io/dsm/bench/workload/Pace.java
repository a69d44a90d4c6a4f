// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import java.util.concurrent.locks.LockSupport;

/** Moments at which work is due, fixed in advance: a slow answer does not make work come later. */
final class Pace {

  private final long start;
  private final long interval;
  private long turn;

  Pace(long start, long interval) {
    this.start = start;
    this.interval = interval;
  }

  /**
   * Waits for the next turn and returns the moment from which its latency counts: the moment it was
   * due if the caller is late because the turn before took too long, else the moment of waking, so
   * that the timer's own delay is nobody's fault.
   */
  long next() {
    long due = start + turn * interval;
    turn++;
    if (System.nanoTime() >= due) {
      return due;
    }
    sleepUntil(due);
    return System.nanoTime();
  }

  static void sleepUntil(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
