// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.spi.time.Timers;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers on one daemon thread. */
final class JdkTimers implements Timers, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(JdkTimers.class.getName());

  private final ScheduledThreadPoolExecutor executor;

  JdkTimers(String node) {
    executor =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("dsm-" + node + "-timers").factory());
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    try {
      Future<?> future = executor.schedule(() -> guarded(task), delayNanos, TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      // The node is closed: nothing shall happen later.
      return () -> {};
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a timer task failed; its work was not done", e);
    }
  }
}
