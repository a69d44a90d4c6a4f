// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import io.dsm.core.consensus.ReplicatedLogSettings.Ports;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.util.ArrayDeque;
import java.util.Queue;

/** The machine that one life of a voter runs on: clock, timers and a serial executor. */
public final class Host {

  private final Schedule schedule;
  private final long clockOffset;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Queue<Runnable> overdue = new ArrayDeque<>();
  private long lastTaskAt;
  private boolean dead;
  private boolean paused;
  private boolean hurried;
  private boolean running;

  public Host(Schedule schedule) {
    this.schedule = schedule;
    this.clockOffset = 1_000L * schedule.below(1_000_000);
  }

  public Ports ports() {
    Clock clock =
        new Clock() {
          @Override
          public long monotonicNanos() {
            return schedule.now() + clockOffset;
          }

          @Override
          public long wallMillis() {
            return schedule.now() / 1_000_000;
          }
        };
    return new Ports(clock, this::after, schedule.source(), this::execute);
  }

  private Timers.Timer after(long nanos, Runnable task) {
    boolean[] cancelled = {false};
    schedule.after(
        nanos,
        () -> {
          if (paused) {
            overdue.add(task);
          } else if (!cancelled[0] && !dead) {
            task.run();
          }
        });
    return () -> cancelled[0] = true;
  }

  // One at a time and in order, each a little later than the one before.
  private void execute(Runnable task) {
    tasks.add(task);
    if (hurried) {
      runAll();
    } else {
      lastTaskAt = Math.max(lastTaskAt, schedule.now() + schedule.below(100_000));
      schedule.after(lastTaskAt - schedule.now(), this::runOne);
    }
  }

  private void runOne() {
    if (!dead && !paused && !running && !tasks.isEmpty()) {
      running = true;
      try {
        tasks.remove().run();
      } finally {
        running = false;
      }
    }
  }

  private void runAll() {
    while (!dead && !running && !tasks.isEmpty()) {
      runOne();
    }
  }

  /** Nothing of this life happens any more. */
  public void kill() {
    dead = true;
  }

  public boolean isDead() {
    return dead;
  }

  /** The process stops without knowing it; what comes meanwhile waits, timers longest. */
  public void pause() {
    paused = true;
  }

  public void resume() {
    wake();
    fireOverdue();
  }

  /** The process goes on with what came meanwhile; its timers have not noticed yet. */
  public void wake() {
    paused = false;
    runAll();
  }

  public void fireOverdue() {
    while (!dead && !overdue.isEmpty()) {
      overdue.remove().run();
    }
  }

  /** Tasks run in the caller from now on, so that a blocking stop can finish. */
  public void hurry() {
    hurried = true;
    runAll();
  }
}
