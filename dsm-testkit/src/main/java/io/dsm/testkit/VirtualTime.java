// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** True time, the one queue of all that will happen, and all chance. One thread. */
final class VirtualTime {

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final SplittableRandom random;
  private long nanos;
  private long sequence;

  VirtualTime(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Nanoseconds since the simulation began. */
  long nanos() {
    return nanos;
  }

  SplittableRandom random() {
    return random;
  }

  void schedule(long delayNanos, Runnable action) {
    tasks.add(new Task(nanos + Math.max(0, delayNanos), sequence++, action));
  }

  /** Runs everything due within that time. May be called from inside a task. */
  void run(long duration) {
    long end = nanos + duration;
    while (!tasks.isEmpty() && tasks.peek().atNanos() <= end) {
      Task task = tasks.remove();
      nanos = Math.max(nanos, task.atNanos());
      task.action().run();
    }
    nanos = Math.max(nanos, end);
  }

  private record Task(long atNanos, long sequence, Runnable action) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
