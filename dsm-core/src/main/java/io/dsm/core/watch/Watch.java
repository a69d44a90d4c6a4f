// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import io.dsm.stream.Change;
import io.dsm.stream.Subscription;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One watcher: a backlog between the writer and the delivery executor. The writer calls {@link
 * #offer} and {@link #start}; {@link #drain} runs on the executor, one at a time; the rest is for
 * any thread.
 */
final class Watch<C, V> implements Subscription, Flow.Subscription {
  static final Object REMOVED = new Object();

  private static final System.Logger LOG = System.getLogger("io.dsm.watch");
  // After this many calls other watchers on the same executor get their turn.
  private static final int CALLS_PER_TURN = 256;

  private enum Life {
    IDLE,
    CALLING,
    CLOSED
  }

  private final Host<C, V> host;
  private final Sink<V> sink;
  private final Backlog<C> backlog;
  private final AtomicReference<Life> life = new AtomicReference<>(Life.IDLE);
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicLong demand = new AtomicLong();
  private volatile boolean completing;
  private volatile @Nullable Throwable failure;

  Watch(Host<C, V> host, Sink<V> sink) {
    this.host = host;
    this.sink = sink;
    this.backlog = new Backlog<>(host.settings().backlog());
  }

  /** Puts what is present before everything that will be offered. Writer only. */
  void start() {
    backlog.open(host.source());
    schedule();
  }

  /** Notes a change; {@code cell} is {@link #REMOVED} for a removal. Writer only. */
  void offer(String key, Object cell) {
    if (backlog.offer(key, cell)) {
      schedule();
    }
  }

  /** No more changes will come. */
  void complete() {
    completing = true;
    schedule();
  }

  boolean isClosed() {
    return life.get() == Life.CLOSED;
  }

  @Override
  public void request(long n) {
    if (n <= 0) {
      failure =
          new IllegalArgumentException(
              "a demand of " + n + " is not positive (Reactive Streams 3.9); the watch has ended");
    } else {
      demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
    }
    schedule();
  }

  @Override
  public void cancel() {
    close();
  }

  @Override
  public void close() {
    if (life.getAndSet(Life.CLOSED) != Life.CLOSED) {
      host.onClose().accept(this);
    }
  }

  private void schedule() {
    if (!isClosed() && !scheduled.get() && scheduled.compareAndSet(false, true)) {
      try {
        host.settings().delivery().execute(this::drain);
      } catch (RejectedExecutionException e) {
        close();
      }
    }
  }

  private void drain() {
    try {
      for (int calls = 0; calls < CALLS_PER_TURN && step(); calls++) {}
    } finally {
      scheduled.set(false);
    }
    if (hasWork()) {
      schedule();
    }
  }

  private boolean hasWork() {
    return failure != null
        || backlog.isOverrun()
        || (completing && backlog.isEmpty())
        || (demand.get() > 0 && backlog.isReady());
  }

  private boolean step() {
    Throwable broken = failure;
    if (broken != null) {
      end(() -> sink.fail(broken));
      return false;
    }
    backlog.discardOverrun();
    if (completing && backlog.isEmpty()) {
      end(sink::complete);
      return false;
    }
    if (demand.get() == 0 || isClosed()) {
      return false;
    }
    if (backlog.needsResync()) {
      resync();
      return backlog.isReady();
    }
    Backlog.@Nullable Item item = backlog.poll();
    if (item == null) {
      return false;
    }
    deliver(item);
    return true;
  }

  // The writer alone can say what is there now without missing or doubling a change.
  private void resync() {
    if (completing) {
      backlog.closeWithGap();
      return;
    }
    backlog.resyncing();
    try {
      host.settings()
          .loop()
          .execute(
              () -> {
                backlog.open(host.source());
                schedule();
              });
    } catch (RejectedExecutionException e) {
      completing = true;
      backlog.closeWithGap();
    }
  }

  private void deliver(Backlog.Item item) {
    if (!life.compareAndSet(Life.IDLE, Life.CALLING)) {
      return;
    }
    boolean goOn = true;
    try {
      Change<V> change = changeOf(item);
      if (change != null) {
        demand.updateAndGet(had -> had == Long.MAX_VALUE ? had : had - 1);
        sink.accept(change);
      }
    } catch (Throwable e) {
      goOn = sink.survivesExceptions();
      logFailure(item, e, goOn);
    } finally {
      life.compareAndSet(Life.CALLING, Life.IDLE);
    }
    if (!goOn) {
      close();
    }
  }

  private void end(Runnable signal) {
    if (life.compareAndSet(Life.IDLE, Life.CLOSED)) {
      host.onClose().accept(this);
      try {
        signal.run();
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "a watcher of " + name() + " threw at its end", e);
      }
    }
  }

  @SuppressWarnings("unchecked") // only cells are offered beside REMOVED
  private @Nullable Change<V> changeOf(Backlog.Item item) {
    return switch (item) {
      case Backlog.Gap gap -> new Change.Gap<>(gap.dropped());
      case Backlog.Entry entry when entry.cell() == REMOVED -> new Change.Removed<>(entry.key());
      case Backlog.Entry entry -> {
        V value = host.source().value((C) entry.cell());
        yield value == null
            ? null
            : entry.isCurrent()
                ? new Change.Current<>(entry.key(), value)
                : new Change.Updated<>(entry.key(), value);
      }
    };
  }

  private void logFailure(Backlog.Item item, Throwable cause, boolean goOn) {
    LOG.log(
        System.Logger.Level.WARNING,
        "a watcher of "
            + name()
            + " threw at "
            + item
            + "; "
            + (goOn ? "it goes on with the next change" : "it was cancelled")
            + "; catch the exception in the watcher",
        cause);
  }

  private String name() {
    return host.settings().name();
  }

  /** What all watches of a hub share. */
  record Host<C, V>(
      WatchSettings settings, WatchSource<C, V> source, Consumer<Watch<C, V>> onClose) {}
}
