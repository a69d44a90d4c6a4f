// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** An executor that runs nothing by itself. */
final class Steps implements Executor {
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  boolean runOne() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  void runAll() {
    while (runOne()) {}
  }

  int waiting() {
    return tasks.size();
  }

  /** What watchers throw in tests: without a stack trace, because the hub logs it. */
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Thrown() {
      super("thrown on purpose by a test", null, false, false);
    }
  }
}
