// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.Member;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.util.concurrent.Executor;

/** Clocks, timers and executors of one node in one of its lives: off in rate, paused, dead. */
final class SimulatedLife implements Clock, Timers {

  private final VirtualTime time;
  private final Member member;
  private final double rate;
  private final long monotonicOffset;
  private long wallOffsetMillis;
  private long pausedUntil;
  private long asleepNanos;
  private boolean dead;

  SimulatedLife(VirtualTime time, Member member, double rate, long offset) {
    this.time = time;
    this.member = member;
    this.rate = rate;
    this.monotonicOffset = offset;
  }

  Member member() {
    return member;
  }

  @Override
  public long monotonicNanos() {
    return monotonicOffset + (long) (time.nowNanos() * rate) - asleepNanos;
  }

  @Override
  public long wallMillis() {
    return 1_700_000_000_000L + wallOffsetMillis + (long) (time.nowNanos() * rate) / 1_000_000;
  }

  void jumpWall(long millis) {
    wallOffsetMillis += millis;
  }

  /** The process stands still; with {@code suspended} its monotonic clock does, too. */
  void pause(long nanos, boolean suspended) {
    pausedUntil = Math.max(pausedUntil, time.nowNanos() + nanos);
    if (suspended) {
      // The clock stops at the beginning; nothing of the process looks before the end.
      asleepNanos += (long) (nanos * rate);
    }
  }

  boolean isPaused() {
    return pausedUntil > time.nowNanos();
  }

  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }

  /** Runs an action of this life after a delay of true time, later if it is paused then. */
  void soon(long nanos, Runnable action) {
    time.after(
        nanos,
        () -> {
          if (dead) {
            return;
          }
          if (isPaused()) {
            soon(pausedUntil - time.nowNanos(), action);
          } else {
            action.run();
          }
        });
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    long due = monotonicNanos() + delayNanos;
    boolean[] cancelled = {false};
    fire(due, task, cancelled);
    return () -> cancelled[0] = true;
  }

  private void fire(long due, Runnable task, boolean[] cancelled) {
    long missing = due - monotonicNanos();
    soon(
        (long) (missing / rate) + 1,
        () -> {
          if (cancelled[0]) {
            return;
          }
          if (monotonicNanos() < due) {
            fire(due, task, cancelled);
          } else {
            task.run();
          }
        });
  }

  /** A serial executor: things begin in the order given, a little later. */
  Executor executor(long delayNanos) {
    return task -> soon(delayNanos, task);
  }
}
