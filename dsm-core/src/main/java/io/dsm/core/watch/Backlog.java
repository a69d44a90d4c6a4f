// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one watcher: at most one change per key, in the order in which keys first changed,
 * and at most a bounded number of them. One writer offers, one reader polls.
 *
 * <p>Phases: the writer turns OPEN to OVERRUN and then touches nothing but a count; the reader
 * throws away what waited (DISCARDED) and asks the writer for a new beginning (RESYNCING); the
 * writer gives it and opens again. So each phase has one thread that may leave it.
 */
final class Backlog<C> {
  private enum Phase {
    CLOSED,
    OPEN,
    OVERRUN,
    DISCARDED,
    RESYNCING
  }

  private final int limit;
  private final ConcurrentMap<String, Object> changed = new ConcurrentHashMap<>();
  // Keys of changes, and beginnings: a beginning is always followed by what changed after it.
  private final Queue<Object> order = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile Phase phase = Phase.CLOSED;
  private volatile @Nullable ArrayDeque<Item> beginning;
  private volatile long dropped; // by the writer, since it stopped to note changes
  private volatile long discarded; // by the reader, of what the writer had noted

  Backlog(int limit) {
    this.limit = limit;
  }

  /** Something for the watcher. */
  sealed interface Item {}

  /** A key with a cell or the mark of a removal. */
  record Entry(String key, Object cell, boolean isCurrent) implements Item {
    @Override
    public String toString() {
      return "a change of '" + key + "'";
    }
  }

  /** Changes were dropped here. */
  record Gap(long dropped) implements Item {}

  /** Begins, or begins anew behind a gap, with all that is there. Writer only. */
  void open(WatchSource<C, ?> source) {
    ArrayDeque<Item> items = new ArrayDeque<>();
    if (phase == Phase.RESYNCING) {
      items.add(new Gap(discarded + dropped));
    }
    source.snapshot((key, cell) -> items.add(new Entry(key, cell, true)));
    dropped = 0;
    order.add(new Beginning(items));
    phase = Phase.OPEN;
  }

  /**
   * Notes a change. Writer only.
   *
   * @return whether the reader may have something new to do
   */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  boolean offer(String key, Object cell) {
    if (phase != Phase.OPEN) {
      dropped++;
      return false;
    }
    if (changed.put(key, cell) != null) {
      return false;
    }
    if (waiting.incrementAndGet() > limit) {
      phase = Phase.OVERRUN;
    } else {
      order.add(key);
    }
    return true;
  }

  boolean isOverrun() {
    return phase == Phase.OVERRUN;
  }

  boolean isEmpty() {
    return beginning == null && order.isEmpty() && (phase == Phase.OPEN || phase == Phase.CLOSED);
  }

  boolean isReady() {
    return beginning != null || !order.isEmpty() || phase == Phase.DISCARDED;
  }

  /** Throws away what waited if there was too much. What has begun to be delivered goes on. */
  void discardOverrun() {
    if (phase == Phase.OVERRUN) {
      discarded = changed.size();
      changed.clear();
      order.clear();
      waiting.set(0);
      phase = Phase.DISCARDED;
    }
  }

  boolean needsResync() {
    return phase == Phase.DISCARDED && beginning == null;
  }

  /** The writer was asked to open again. */
  void resyncing() {
    phase = Phase.RESYNCING;
  }

  /** Ends with the gap, when nobody can say any more what is there. */
  void closeWithGap() {
    ArrayDeque<Item> items = new ArrayDeque<>();
    items.add(new Gap(discarded + dropped));
    beginning = items;
    phase = Phase.CLOSED;
  }

  /** Takes the next item; null if there is none. */
  @Nullable Item poll() {
    while (true) {
      ArrayDeque<Item> begun = beginning;
      if (begun != null) {
        Item item = begun.poll();
        if (item != null) {
          return item;
        }
        beginning = null;
      }
      Object next = order.poll();
      switch (next) {
        case null -> {
          return null;
        }
        case Beginning begins -> beginning = begins.items();
        case String key -> {
          Object cell = changed.remove(key);
          waiting.decrementAndGet();
          if (cell != null) {
            return new Entry(key, cell, false);
          }
        }
        default -> throw new AssertionError("neither key nor beginning: " + next);
      }
    }
  }

  private record Beginning(ArrayDeque<Item> items) {}
}
