// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Threads the application or its container has given for callbacks. What they refuse, because they
 * are too busy or have ended before the node, runs elsewhere.
 */
final class GivenThreads implements Executor {

  private final Executor given;
  private final Executor otherwise;

  GivenThreads(Executor given, Executor otherwise) {
    this.given = given;
    this.otherwise = otherwise;
  }

  @Override
  public void execute(Runnable task) {
    try {
      given.execute(task);
    } catch (RejectedExecutionException e) {
      otherwise.execute(task);
    }
  }

  /** Runs tasks of one kind on these threads, one at a time and in order. */
  Executor serial() {
    return new Serial(this);
  }

  private static final class Serial implements Executor {
    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    private Serial(Executor threads) {
      this.threads = threads;
    }

    @Override
    public void execute(Runnable task) {
      synchronized (waiting) {
        waiting.add(task);
        if (running) {
          return;
        }
        running = true;
      }
      next();
    }

    private void next() {
      try {
        threads.execute(this::runOne);
      } catch (RejectedExecutionException e) {
        synchronized (waiting) {
          running = false;
        }
        throw e;
      }
    }

    private void runOne() {
      try {
        take().run();
      } finally {
        if (hasMore()) {
          next();
        }
      }
    }

    private Runnable take() {
      synchronized (waiting) {
        return waiting.remove();
      }
    }

    private boolean hasMore() {
      synchronized (waiting) {
        running = !waiting.isEmpty();
        return running;
      }
    }
  }
}
