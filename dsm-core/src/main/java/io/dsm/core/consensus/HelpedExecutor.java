// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import java.util.Queue;
import java.util.concurrent.CompletableFuture.AsynchronousCompletionTask;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time and in order, like the executor it stands before; but whoever hands a
 * short task over may run it itself if nothing else runs or waits. That saves waking another
 * thread, which costs more than most tasks. Thread-safe.
 */
public final class HelpedExecutor implements Executor {

  /** Tasks of one turn; then others may use the thread. */
  private static final int TURN = 1_024;

  private final Executor own;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * @param own runs what nobody else runs
   */
  public HelpedExecutor(Executor own) {
    this.own = own;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (task instanceof AsynchronousCompletionTask) {
      own.execute(new AwaitedTurn()); // its submitter may wait for it, as the own executor must see
    } else {
      wake();
    }
  }

  private final class AwaitedTurn implements Runnable, AsynchronousCompletionTask {
    @Override
    public void run() {
      turn();
    }
  }

  /**
   * The same, but in the calling thread if it can be at once. For tasks that hardly ever wait for a
   * disk; the caller must hold no lock that a task might want.
   */
  public void executeHere(Runnable task) {
    if (tasks.isEmpty() && busy.compareAndSet(false, true)) {
      try {
        // Whatever was handed over meanwhile comes later: this task was first.
        task.run();
      } finally {
        busy.set(false);
        if (!tasks.isEmpty()) {
          wake();
        }
      }
    } else {
      execute(task);
    }
  }

  // A turn too many finds nothing to do; one too few would leave a task behind for ever.
  private void wake() {
    if (!busy.get()) {
      own.execute(this::turn);
    }
  }

  private void turn() {
    if (!busy.compareAndSet(false, true)) {
      return; // whoever is at it looks for more when it ends
    }
    try {
      @Nullable Runnable task = tasks.poll();
      for (int served = 1; task != null; served++) {
        task.run();
        task = served < TURN ? tasks.poll() : null;
      }
    } finally {
      busy.set(false);
      if (!tasks.isEmpty()) {
        wake();
      }
    }
  }
}
