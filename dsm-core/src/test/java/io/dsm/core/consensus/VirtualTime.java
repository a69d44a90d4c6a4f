// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import java.util.Comparator;
import java.util.PriorityQueue;

/** True time of a simulated world, and what happens at which moment. One thread. */
final class VirtualTime {

  private record Happening(long atNanos, long order, Runnable action) {}

  private final PriorityQueue<Happening> happenings =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::atNanos).thenComparingLong(Happening::order));
  private long nowNanos;
  private long order;

  long nowNanos() {
    return nowNanos;
  }

  void after(long nanos, Runnable action) {
    happenings.add(new Happening(nowNanos + Math.max(0, nanos), order++, action));
  }

  /** Runs everything up to a moment; {@code check} looks at the world after each happening. */
  void runUntil(long endNanos, Runnable check) {
    while (!happenings.isEmpty() && happenings.peek().atNanos() <= endNanos) {
      Happening next = happenings.remove();
      nowNanos = next.atNanos();
      next.action().run();
      check.run();
    }
    nowNanos = endNanos;
    check.run();
  }
}
