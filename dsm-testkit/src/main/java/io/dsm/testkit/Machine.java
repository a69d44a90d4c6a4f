// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.core.runtime.Threads;
import io.dsm.spi.time.Timers;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.Executor;

/**
 * The process that one life of a node runs in: its executors and timers. Killed, nothing of it
 * happens any more; paused, everything waits and comes late.
 */
final class Machine implements Threads, Timers {

  private static final int SWITCH_NANOS = 40_000;
  private static final long PAUSE_NANOS = 1_000_000;

  private final VirtualTime time;
  private final SimulatedClock clock;
  private final Queue<Runnable> overdue = new ArrayDeque<>();
  private boolean dead;
  private boolean paused;

  Machine(VirtualTime time, SimulatedClock clock) {
    this.time = time;
    this.clock = clock;
  }

  /** Runs it now, later or never, as the process is; never before what came earlier. */
  void run(Runnable task) {
    if (dead) {
      return;
    }
    if (paused) {
      overdue.add(task);
    } else if (overdue.isEmpty()) {
      task.run();
    } else {
      overdue.add(task);
      time.schedule(0, this::runOverdue);
    }
  }

  private void runOverdue() {
    if (!paused && !overdue.isEmpty()) {
      overdue.remove().run();
    }
  }

  void kill() {
    dead = true;
    paused = false;
    overdue.clear();
  }

  void stopForAWhile() {
    paused = true;
  }

  void goOn() {
    paused = false;
    overdue.forEach(task -> time.schedule(0, this::runOverdue));
  }

  boolean isPaused() {
    return paused;
  }

  @Override
  public Executor serial(String name) {
    return new Serial();
  }

  @Override
  public Executor workers() {
    return task -> time.schedule(time.random().nextInt(SWITCH_NANOS), () -> run(task));
  }

  /** Somebody waits: lets the world go on for a millisecond, with everything else that happens. */
  @Override
  public boolean pause() {
    time.run(PAUSE_NANOS);
    return !dead;
  }

  @Override
  public void close() {}

  @Override
  public Timer after(long delayNanos, Runnable task) {
    boolean[] cancelled = {false};
    long due = clock.monotonicNanos() + delayNanos;
    arm(due, () -> run(() -> runUnless(cancelled, task)));
    return () -> cancelled[0] = true;
  }

  private static void runUnless(boolean[] cancelled, Runnable task) {
    if (!cancelled[0]) {
      task.run();
    }
  }

  /** The rate of the clock may change meanwhile, so whether it is time is asked again. */
  private void arm(long due, Runnable task) {
    long left = due - clock.monotonicNanos();
    time.schedule(
        clock.trueNanos(left),
        () -> {
          if (clock.monotonicNanos() >= due || dead) {
            task.run();
          } else {
            arm(due, task);
          }
        });
  }

  /** One task at a time, in order, each a little later than the one before. */
  private final class Serial implements Executor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private long lastNanos;
    private boolean running;

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
      if (task instanceof AsynchronousCompletionTask) {
        drain(); // its submitter waits for it, and there is no other thread
        return;
      }
      lastNanos = Math.max(lastNanos, time.nanos() + time.random().nextInt(SWITCH_NANOS));
      time.schedule(lastNanos - time.nanos(), () -> run(this::runOne));
    }

    private void drain() {
      while (!running && !tasks.isEmpty()) {
        runOne();
      }
    }

    private void runOne() {
      if (running || tasks.isEmpty()) {
        return;
      }
      running = true;
      try {
        tasks.remove().run();
      } finally {
        running = false;
      }
    }
  }
}
