// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Repeats an operation of nanoseconds; takes the time of many together, and what they allocate. */
final class Tight {

  private static final int BATCH = 4_096;

  /** Many operations; the result depends on all of them, so that none is optimised away. */
  @FunctionalInterface
  interface Batch {
    long run(int operations) throws Exception;
  }

  private Tight() {}

  static Map<String, Object> run(Role role, Batch batch) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int size = (int) role.number("batch", BATCH);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(role.number("millis", 300));
    long operations = 0;
    long sink = 0;
    double best = Double.MAX_VALUE;
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    long before = start;
    do {
      sink += batch.run(size);
      operations += size;
      long after = System.nanoTime();
      best = Math.min(best, (double) (after - before) / size);
      before = after;
    } while (before < end);
    double bytes = threads.getCurrentThreadAllocatedBytes() - allocated;
    return Map.of(
        "ns",
        (double) (before - start) / operations,
        "best",
        best,
        "bytes",
        bytes / operations,
        "operations",
        operations,
        "sink",
        sink % 10);
  }
}
