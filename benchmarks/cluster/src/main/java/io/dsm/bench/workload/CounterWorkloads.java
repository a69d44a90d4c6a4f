// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import io.dsm.bench.system.SharedCounter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Additions to one counter. Every answer says how often this node added, as {@code added}. */
final class CounterWorkloads {

  private CounterWorkloads() {}

  /** The chosen node adds. */
  static Map<String, Object> addLocally(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    SharedCounter counter = role.counter();
    Map<String, Object> report =
        new HashMap<>(
            Tight.run(
                role,
                operations -> {
                  for (int i = 0; i < operations; i++) {
                    counter.increment();
                  }
                  return operations;
                }));
    report.put("added", report.getOrDefault("operations", 0));
    return report;
  }

  /** All nodes add. */
  static Map<String, Object> addEverywhere(Role role) throws Exception {
    SharedCounter counter = role.counter();
    long start = role.start();
    long end = start + TimeUnit.MILLISECONDS.toNanos(role.number("millis", 1_000));
    int batch = (int) role.number("batch", 64);
    long added = 0;
    long now = start;
    for (; now < end; now = System.nanoTime()) {
      for (int i = 0; i < batch; i++, added++) {
        counter.increment();
      }
    }
    return Map.of("added", added, "start", start, "accepted", now);
  }

  /** All nodes wait until they know the sum {@code expected}. */
  static Map<String, Object> await(Role role) throws Exception {
    SharedCounter counter = role.counter();
    long deadline = role.deadline();
    long expected = role.number("expected", 0);
    long value = counter.value();
    while (value != expected) {
      Role.pause(deadline, "the counter says " + value + ", not " + expected);
      value = counter.value();
    }
    return Map.of("converged", System.nanoTime());
  }

  /** The first node adds one now and then; the last one notes when it sees it. */
  static Map<String, Object> visible(Role role) throws Exception {
    int count = (int) role.number("count", 200);
    long base = role.number("expected", 0);
    SharedCounter counter = role.counter();
    long start = role.start();
    if (role.index() == 0) {
      long[] sent = new long[count];
      Pace pace = new Pace(start, TimeUnit.MICROSECONDS.toNanos(role.number("interval", 5_000)));
      for (int i = 0; i < count; i++) {
        sent[i] = pace.next();
        counter.increment();
      }
      return Map.of("sent", sent, "added", count);
    }
    return role.index() == role.nodes() - 1
        ? Map.of("seen", watch(role, counter, base, count))
        : Map.of();
  }

  private static long[] watch(Role role, SharedCounter counter, long base, int count)
      throws Exception {
    long deadline = role.deadline();
    long[] seen = new long[count];
    int next = 0;
    while (next < count) {
      long value = counter.value() - base;
      long now = System.nanoTime();
      for (; next < value; next++) {
        seen[next] = now;
      }
      if (now > deadline) {
        throw new IllegalStateException("gave up: saw " + next + " of " + count + " additions");
      }
    }
    return seen;
  }
}
