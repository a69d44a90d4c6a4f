// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs tasks in the context of an application, on threads of its container. Some servers, such as
 * Open Liberty, hold back whatever shall run in that context until the application has started. An
 * observer of {@code Startup} that waits there for a lease would wait for ever, because the answer
 * waits for it. So until the container has run a first task, tasks run on threads of their own,
 * which have the class loader of the application but not its naming and security.
 */
final class ApplicationThreads implements Executor {

  private static final System.Logger LOG = System.getLogger(ApplicationThreads.class.getName());

  private final Executor threads;
  private final Executor inApplication;
  private final ClassLoader loader;
  private final CompletableFuture<Boolean> open = new CompletableFuture<>();

  private ApplicationThreads(Executor threads, Executor inApplication, ClassLoader loader) {
    this.threads = threads;
    this.inApplication = inApplication;
    this.loader = loader;
  }

  /**
   * Begins to use them, and waits so long whether the container runs tasks already.
   *
   * @param threads of the container
   * @param inApplication runs a task in the caller's thread, in the context of the application
   */
  static Executor of(
      Executor threads, Executor inApplication, ClassLoader loader, Duration patience) {
    ApplicationThreads all = new ApplicationThreads(threads, inApplication, loader);
    threads.execute(() -> inApplication.execute(() -> all.open.complete(true)));
    try {
      all.open.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      LOG.log(
          Level.INFO,
          "the server runs no tasks of the application yet; until it does, callbacks have the class"
              + " loader of the application but not its naming and security");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("nothing completes it so", impossible);
    }
    return all;
  }

  @Override
  public void execute(Runnable task) {
    if (open.isDone()) {
      threads.execute(() -> inApplication.execute(task));
    } else {
      Thread thread = Thread.ofVirtual().name("dsm-before-start").unstarted(task);
      thread.setContextClassLoader(loader);
      thread.start();
    }
  }
}
