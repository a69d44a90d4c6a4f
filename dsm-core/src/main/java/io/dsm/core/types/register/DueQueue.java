// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.register;

import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keys by the time at which something is due. Entries that are no longer valid stay until they come
 * up or until they are the majority; so a key written again and again costs no more than its last
 * writes.
 */
final class DueQueue {
  private static final int SLACK = 64;

  private final PriorityQueue<Due> queue = new PriorityQueue<>();
  private final Predicate<Due> valid;

  DueQueue(Predicate<Due> valid) {
    this.valid = valid;
  }

  /**
   * Adds a key.
   *
   * @param validCount how many entries are valid, this one included
   */
  void add(String key, long atMillis, int validCount) {
    if (queue.size() > 2 * validCount + SLACK) {
      queue.removeIf(due -> !valid.test(due));
    }
    queue.add(new Due(atMillis, key));
  }

  /** Takes the next valid entry due at or before a time; null if there is none. */
  @Nullable Due poll(long nowMillis) {
    Due head = peek();
    return head != null && head.atMillis() <= nowMillis ? queue.poll() : null;
  }

  /** The next valid entry; null if there is none. */
  @Nullable Due peek() {
    Due head = queue.peek();
    while (head != null && !valid.test(head)) {
      queue.poll();
      head = queue.peek();
    }
    return head;
  }

  int size() {
    return queue.size();
  }

  record Due(long atMillis, String key) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(atMillis, other.atMillis);
    }
  }
}
