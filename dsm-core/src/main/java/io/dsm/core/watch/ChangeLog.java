// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The latest changes of one collection, numbered 2, 3, 4 and so on, in a ring that forgets the
 * oldest when there are too many or they are too large. One writer, any number of readers; a reader
 * asks by number and learns that a change is forgotten by getting nothing, so readers cost the
 * writer nothing.
 */
final class ChangeLog<C> {

  /** Not 0, which as a position means that nothing is complete before it. */
  private static final long BEFORE_FIRST = 1;

  private final AtomicReferenceArray<@Nullable Entry<C>> ring;
  private final long bytesMax;
  private volatile long head = BEFORE_FIRST;

  // Writer only.
  private long oldest = BEFORE_FIRST + 1;
  private long bytes;

  ChangeLog(int capacity, long bytesMax) {
    this.ring = new AtomicReferenceArray<>(capacity);
    this.bytesMax = bytesMax;
  }

  /**
   * A change.
   *
   * @param cell null for a removal
   */
  record Entry<C>(long number, String key, @Nullable C cell, int weight) {}

  /** Adds a change, which becomes visible to readers at once. Writer only. */
  void append(String key, @Nullable C cell, int weight) {
    long number = head + 1;
    while (oldest < number && (number - oldest >= ring.length() || bytes + weight > bytesMax)) {
      forgetOldest();
    }
    ring.set(slot(number), new Entry<>(number, key, cell, weight));
    bytes += weight;
    head = number;
  }

  /** The number of the latest change; 1 before the first. */
  long head() {
    return head;
  }

  /** The change of that number; null if it is forgotten or has not happened. */
  @Nullable Entry<C> at(long number) {
    Entry<C> entry = number < 1 ? null : ring.get(slot(number));
    return entry != null && entry.number() == number ? entry : null;
  }

  private void forgetOldest() {
    Entry<C> entry = ring.get(slot(oldest));
    if (entry != null) {
      bytes -= entry.weight();
    }
    ring.set(slot(oldest), null);
    oldest++;
  }

  private int slot(long number) {
    return (int) (number % ring.length());
  }
}
