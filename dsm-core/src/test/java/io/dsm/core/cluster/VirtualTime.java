// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import io.dsm.spi.random.RandomSource;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** One thread, one queue of tasks by virtual time, one seed: every run can be repeated. */
public final class VirtualTime {

  private static final long WALL_START_MILLIS = 1_750_000_000_000L;

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final Random random;
  private long nanos;
  private long sequence;

  public VirtualTime(long seed) {
    this.random = new Random(seed);
  }

  /** Nanoseconds since the run began. */
  public long nanos() {
    return nanos;
  }

  public Random random() {
    return random;
  }

  public RandomSource randomSource() {
    return random::nextLong;
  }

  /** Clocks of a node whose wall clock is off by so much. */
  public Clock clock(Offset offset) {
    return new Clock() {
      @Override
      public long monotonicNanos() {
        return nanos;
      }

      @Override
      public long wallMillis() {
        return WALL_START_MILLIS + nanos / 1_000_000 + offset.millis;
      }
    };
  }

  /** How far a wall clock is off; may change while the node runs. */
  public static final class Offset {
    public long millis;
  }

  /** Timers that fire only while {@code alive}. */
  public Timers timers(BooleanSupplier alive) {
    return (delayNanos, task) -> {
      Task scheduled = schedule(delayNanos, () -> runIf(alive, task));
      return () -> scheduled.cancelled = true;
    };
  }

  /** Runs tasks in order, at the present time, but not in the caller's stack. */
  public Executor executor(BooleanSupplier alive) {
    return task -> schedule(0, () -> runIf(alive, task));
  }

  private static void runIf(BooleanSupplier alive, Runnable task) {
    if (alive.getAsBoolean()) {
      task.run();
    }
  }

  public Task schedule(long delayNanos, Runnable action) {
    Task task = new Task(nanos + Math.max(0, delayNanos), sequence++, action);
    tasks.add(task);
    return task;
  }

  /** Runs everything that is due within that time. */
  public void run(long millis) {
    long end = nanos + millis * 1_000_000;
    while (!tasks.isEmpty() && tasks.peek().atNanos <= end) {
      Task task = tasks.poll();
      nanos = task.atNanos;
      if (!task.cancelled) {
        task.action.run();
      }
    }
    nanos = end;
  }

  /** Runs until a condition holds, at most that time; returns whether it does. */
  public boolean runUntil(BooleanSupplier condition, long millisMax) {
    for (long waited = 0; waited < millisMax && !condition.getAsBoolean(); waited += 10) {
      run(10);
    }
    return condition.getAsBoolean();
  }

  /** Something to do at a time. */
  public static final class Task implements Comparable<Task> {
    private final long atNanos;
    private final long sequence;
    private final Runnable action;
    private boolean cancelled;

    private Task(long atNanos, long sequence, Runnable action) {
      this.atNanos = atNanos;
      this.sequence = sequence;
      this.action = action;
    }

    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
