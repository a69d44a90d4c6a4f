// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.core.consensus.HelpedExecutor;
import io.dsm.core.consensus.ReplicatedLogSettings.Ports;
import io.microraft.executor.RaftNodeExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * MicroRaft's thread: the serial executor of the port. Tasks run one at a time in the order handed
 * over, delayed ones from the moment they are due. MicroRaft relies on that order: a flush handed
 * over while sending runs before any answer that the sending can cause.
 */
final class LogExecutor implements RaftNodeExecutor {

  private static final System.Logger LOG = System.getLogger(LogExecutor.class.getName());

  // Delays are cut by up to a fifth. MicroRaft's own noise is 100 of its milliseconds, too little
  // on our scale to keep two followers from standing for election at once, again and again.
  private static final int JITTER_STEPS = 1_024;
  private static final double JITTER_PART = 0.2;

  private final Ports ports;
  private final TimeScale scale;
  private final Fence fence;
  private final Runnable afterEachTask;
  private volatile @Nullable Thread capturing;
  private @Nullable Runnable captured;

  LogExecutor(Ports ports, TimeScale scale, Fence fence, Runnable afterEachTask) {
    this.ports = ports;
    this.scale = scale;
    this.fence = fence;
    this.afterEachTask = afterEachTask;
  }

  @Override
  public void execute(Runnable task) {
    if (capturing == Thread.currentThread()) {
      captured = task;
    } else {
      ports.executor().execute(() -> run(task));
    }
  }

  @Override
  public void submit(Runnable task) {
    ports.executor().execute(() -> run(task));
  }

  /** The same, but at once in this thread if the log is idle. */
  void submitOrRun(Runnable task) {
    if (ports.executor() instanceof HelpedExecutor helped) {
      helped.executeHere(() -> run(task));
    } else {
      submit(task);
    }
  }

  @Override
  public void schedule(Runnable task, long delay, TimeUnit unit) {
    double part = 1 - JITTER_PART * ports.random().below(JITTER_STEPS) / JITTER_STEPS;
    long nanos = (long) (scale.realNanos(unit.toNanos(delay)) * part);
    ports.timers().after(nanos, () -> submitUnlessStopped(task));
  }

  /** Runs a task after that time, on the log's thread, unless the voter has stopped. */
  void after(long nanos, Runnable task) {
    ports.timers().after(nanos, () -> submitUnlessStopped(task));
  }

  // Timers outlive the voter, and the executor may be gone by then.
  private void submitUnlessStopped(Runnable task) {
    if (!fence.isClosed()) {
      submit(task);
    }
  }

  /**
   * Runs at once, instead of handing over, the one task that {@code submission} hands over. Log's
   * thread only, as the last thing of a task: so nothing can come between a check and what was
   * checked.
   */
  void runAtOnce(Runnable submission) {
    capturing = Thread.currentThread();
    try {
      submission.run();
    } finally {
      capturing = null;
    }
    Runnable task = captured;
    captured = null;
    if (task != null) {
      task.run();
    }
  }

  private void run(Runnable task) {
    if (fence.isClosed()) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "a task of the replicated log failed; it was skipped", e);
    } catch (Error e) {
      // Out of memory or a broken class path: nobody knows what was half done.
      fence.closeBecause(new IllegalStateException("the log's thread met an error", e));
      throw e;
    } finally {
      afterEachTask.run();
    }
  }
}
