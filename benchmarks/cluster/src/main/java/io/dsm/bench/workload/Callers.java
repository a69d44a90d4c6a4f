// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Several threads that repeat one operation and take its time. */
final class Callers {

  /** One operation of one caller. */
  @FunctionalInterface
  interface Operation {
    void run(int caller, long turn) throws Exception;
  }

  private Callers() {}

  /**
   * Closed loop unless the role has an argument {@code rate}, operations per second of all callers
   * together, which makes it an open loop.
   */
  static Map<String, Object> run(Role role, Operation operation) throws Exception {
    int callers = (int) role.number("callers", 1);
    long start = role.start();
    long end = start + TimeUnit.MILLISECONDS.toNanos(role.number("millis", 1_000));
    long rate = role.number("rate", 0);
    List<Future<Histogram>> running = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        int caller = i;
        running.add(
            threads.submit(
                () ->
                    rate == 0
                        ? closed(operation, caller, end)
                        : open(operation, caller, end, 1_000_000_000L * callers / rate)));
      }
      return report(running, start);
    }
  }

  private static Histogram closed(Operation operation, int caller, long end) throws Exception {
    Histogram histogram = new Histogram(3);
    long before = System.nanoTime();
    long turn = 0;
    do {
      operation.run(caller, turn++);
      long after = System.nanoTime();
      histogram.recordValue(after - before);
      before = after;
    } while (before < end);
    return histogram;
  }

  private static Histogram open(Operation operation, int caller, long end, long interval)
      throws Exception {
    Histogram histogram = new Histogram(3);
    Pace pace = new Pace(System.nanoTime(), interval);
    long due = pace.next();
    long turn = 0;
    do {
      operation.run(caller, turn++);
      histogram.recordValue(System.nanoTime() - due);
      due = pace.next();
    } while (due < end);
    return histogram;
  }

  private static Map<String, Object> report(List<Future<Histogram>> running, long start)
      throws InterruptedException, ExecutionException {
    Histogram all = new Histogram(3);
    for (Future<Histogram> one : running) {
      all.add(one.get());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("operations", all.getTotalCount());
    report.put("rate", all.getTotalCount() / seconds);
    report.put("p50", all.getValueAtPercentile(50) / 1e3);
    report.put("p99", all.getValueAtPercentile(99) / 1e3);
    report.put("p999", all.getValueAtPercentile(99.9) / 1e3);
    report.put("max", all.getMaxValue() / 1e3);
    return report;
  }
}
