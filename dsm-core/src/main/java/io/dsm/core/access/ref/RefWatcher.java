// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.core.types.ref.RefCell;
import io.dsm.ref.RefChange;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * One watcher: what it was told, and what waits for it. Its backlog is bounded; when it is full,
 * what waits is dropped and a gap is told instead.
 */
final class RefWatcher<V> {

  private static final System.Logger LOG = System.getLogger(RefWatcher.class.getName());
  private static final int BACKLOG = 256;

  private final RefCodecOf<V> codec;
  private final Executor callbacks;
  private final Consumer<RefChange<V>> listener;

  // Guarded by this.
  private final ArrayDeque<RefCell> waiting = new ArrayDeque<>();
  private boolean begun;
  private boolean scheduled;
  private boolean closed;

  /** Version told last; below 0 before the first. Used by the delivering thread only. */
  private long told = -1;

  RefWatcher(RefCodecOf<V> codec, Executor callbacks, Consumer<RefChange<V>> listener) {
    this.codec = codec;
    this.callbacks = callbacks;
    this.listener = listener;
  }

  /** The present content is known; tells it unless that was done. */
  synchronized void begin(RefCell present) {
    if (!begun) {
      begun = true;
      add(present);
    }
  }

  synchronized void changed(RefCell cell) {
    if (begun) {
      add(cell);
    }
  }

  /** Ends the watch; waits for nothing, but no further call begins. */
  synchronized void close() {
    closed = true;
    waiting.clear();
  }

  private void add(RefCell cell) {
    if (waiting.size() >= BACKLOG) {
      waiting.clear();
    }
    waiting.add(cell);
    if (!scheduled && !closed) {
      scheduled = true;
      callbacks.execute(this::deliver);
    }
  }

  private synchronized Optional<RefCell> next() {
    RefCell cell = waiting.poll();
    scheduled = cell != null;
    return Optional.ofNullable(cell);
  }

  private void deliver() {
    for (Optional<RefCell> next = next(); next.isPresent(); next = next()) {
      RefCell cell = next.get();
      if (told < 0) {
        tell(current(cell));
      } else if (cell.version() > told + 1) {
        tell(new RefChange.Gap<>(cell.version() - told - 1));
        tell(current(cell));
      } else {
        tell(
            codec
                .decoded(cell.value())
                .<RefChange<V>>map(value -> new RefChange.Updated<>(cell.version(), value))
                .orElseGet(() -> new RefChange.Deleted<>(cell.version())));
      }
      told = cell.version();
    }
  }

  private RefChange<V> current(RefCell cell) {
    return new RefChange.Current<>(cell.version(), codec.decoded(cell.value()));
  }

  private void tell(RefChange<V> change) {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    try {
      listener.accept(change);
    } catch (RuntimeException broken) {
      LOG.log(
          Level.WARNING, "a watcher of a reference failed on " + change + "; it goes on", broken);
    }
  }
}
