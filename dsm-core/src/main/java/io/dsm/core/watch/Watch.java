// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import io.dsm.DsmException;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One watcher. It holds no changes of its own, only a place in the log. The writer calls {@link
 * #join} and {@link #changed}; {@link #drain} runs on the delivery executor, one at a time; the
 * rest is for any thread.
 */
final class Watch<C, V> implements Subscription, Flow.Subscription {

  private static final System.Logger LOG = System.getLogger("io.dsm.watch");
  // After this many calls other watchers on the same executor get their turn.
  private static final int CALLS_PER_TURN = 256;

  private enum Life {
    IDLE,
    CALLING,
    CLOSED
  }

  private enum Turn {
    NONE,
    UNDER_WAY,
    /** Under way, and something happened since it began. */
    AGAIN
  }

  private final Host<C, V> host;
  private final Sink<V> sink;
  private final Reader<C> reader;
  private final Position from;
  private final AtomicReference<Life> life = new AtomicReference<>(Life.IDLE);
  private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.NONE);
  private final AtomicLong demand = new AtomicLong();
  private volatile boolean begun;
  private volatile boolean completing;
  private volatile @Nullable Throwable failure;

  Watch(Host<C, V> host, Sink<V> sink, Position from) {
    this.host = host;
    this.sink = sink;
    this.from = from;
    this.reader = new Reader<>(host.log(), host.source(), host.settings(), this::schedule);
  }

  /** From here on changes are in the log. Writer only, or nobody else if there is no writer. */
  void join() {
    reader.resume(from);
    begun = true;
    schedule();
  }

  /** There is a change in the log. Writer only. */
  void changed() {
    if (demand.get() > 0) {
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
    // Nothing is delivered before the subscriber has its subscription and the log runs.
    if (!begun || isClosed() || turn.get() == Turn.AGAIN) {
      return;
    }
    if (turn.getAndUpdate(now -> now == Turn.NONE ? Turn.UNDER_WAY : Turn.AGAIN) == Turn.NONE
        && !execute()) {
      end(() -> sink.fail(withoutThreads()));
    }
  }

  private boolean execute() {
    try {
      host.settings().delivery().execute(this::drain);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private void drain() {
    do {
      turn.set(Turn.UNDER_WAY);
      for (int calls = 0; step(); calls++) {
        // Refused because the node is closing: then nobody else needs the turn.
        if (calls == CALLS_PER_TURN && execute()) {
          return;
        }
      }
    } while (!turn.compareAndSet(Turn.UNDER_WAY, Turn.NONE));
  }

  /** Returns false if there is nothing to do. */
  private boolean step() {
    if (isClosed()) {
      return false;
    }
    Throwable broken = failure;
    if (broken != null) {
      end(() -> sink.fail(broken));
      return false;
    }
    if (completing && reader.isExhausted()) {
      end(sink::complete);
      return false;
    }
    Item<C> item = demand.get() == 0 ? null : reader.poll();
    if (item == null) {
      return false;
    }
    deliver(item);
    return true;
  }

  private void deliver(Item<C> item) {
    if (!life.compareAndSet(Life.IDLE, Life.CALLING)) {
      return;
    }
    boolean goOn = true;
    try {
      Change<V> change = changeOf(item);
      if (change != null) {
        demand.updateAndGet(had -> had == Long.MAX_VALUE ? had : had - 1);
        Position position = new Position(host.settings().source(), item.position());
        sink.accept(new Positioned<>(change, position));
      }
    } catch (Throwable e) {
      goOn = sink.survivesExceptions();
      logFailure(e, goOn);
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

  private @Nullable Change<V> changeOf(Item<C> item) {
    return switch (item) {
      case Item.Gap<C> gap -> {
        host.onGap().accept(gap.dropped());
        yield new Change.Gap<>(gap.dropped());
      }
      case Item.Present<C> present -> {
        V value = host.source().value(present.cell());
        yield value == null ? null : new Change.Current<>(present.key(), value);
      }
      case Item.Changed<C> changed -> {
        C cell = changed.cell();
        if (cell == null) {
          yield new Change.Removed<>(changed.key());
        }
        V value = host.source().value(cell);
        yield value == null ? null : new Change.Updated<>(changed.key(), value);
      }
    };
  }

  private void logFailure(Throwable cause, boolean goOn) {
    LOG.log(
        System.Logger.Level.WARNING,
        "a watcher of "
            + name()
            + " threw; "
            + (goOn ? "it goes on with the next change" : "it was cancelled")
            + "; catch the exception in the watcher",
        cause);
  }

  private DsmException withoutThreads() {
    return new DsmException.Unavailable(
        "the watch of "
            + name()
            + " has ended before all was given to it: the node has no callback threads any more;"
            + " watch again on a node that runs");
  }

  private String name() {
    return host.settings().source();
  }

  /**
   * What all watches of a hub share.
   *
   * @param onGap takes the number of changes a watch was not given
   */
  record Host<C, V>(
      WatchSettings settings,
      WatchSource<C, V> source,
      ChangeLog<C> log,
      Consumer<Watch<C, V>> onClose,
      LongConsumer onGap) {}
}
