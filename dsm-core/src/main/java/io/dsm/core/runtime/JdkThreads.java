// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads for what must keep order, virtual threads for what may block, and for callbacks
 * unless the application gives threads of its own for them. All carry the class loader of whoever
 * built the node, so that callbacks see the application's classes.
 */
final class JdkThreads implements Threads {

  private static final long PAUSE_NANOS = 1_000_000;

  private final String node;
  private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
  private final Queue<ExecutorService> open = new ConcurrentLinkedQueue<>();
  private final ExecutorService workers;
  private final @Nullable GivenThreads given;

  JdkThreads(String node, Optional<Executor> callbacks) {
    this.node = node;
    this.workers =
        Executors.newThreadPerTaskExecutor(
            prepared(Thread.ofVirtual().name("dsm-" + node + "-callback-", 0).factory()));
    open.add(workers);
    this.given = callbacks.map(threads -> new GivenThreads(threads, workers)).orElse(null);
  }

  @Override
  public Executor serial(String name) {
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            prepared(Thread.ofPlatform().daemon().name("dsm-" + node + "-" + name).factory()));
    open.add(executor);
    return executor;
  }

  @Override
  public Executor workers() {
    return workers;
  }

  @Override
  public Executor callbacks() {
    return given == null ? workers : given;
  }

  @Override
  public Executor serialCallbacks(String name) {
    return given == null ? serial(name) : given.serial();
  }

  @Override
  public boolean pause() {
    LockSupport.parkNanos(this, PAUSE_NANOS);
    return true;
  }

  @Override
  public boolean sharesWork() {
    return true;
  }

  @Override
  public void close() {
    open.forEach(ExecutorService::shutdown);
  }

  private ThreadFactory prepared(ThreadFactory factory) {
    return task -> {
      Thread thread = factory.newThread(task);
      thread.setContextClassLoader(loader);
      return thread;
    };
  }
}
