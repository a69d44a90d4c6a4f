// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The latencies beside the rates, for people. */
public final class Percentiles {

  private Percentiles() {}

  /** One line an experiment that has percentiles: the median of its p50 and p99, by system. */
  public static String of(Figures figures) {
    StringBuilder out = new StringBuilder();
    figures
        .besides()
        .forEach(
            (experiment, systems) -> {
              StringBuilder row = new StringBuilder();
              systems.forEach((system, taken) -> append(row, system, taken));
              if (!row.isEmpty()) {
                out.append("latency µs p50/p99: ").append(experiment).append(row).append('\n');
              }
            });
    return out.toString();
  }

  private static void append(StringBuilder row, String system, Map<String, List<Double>> taken) {
    List<Double> middle = taken.getOrDefault("p50-us", List.of());
    List<Double> late = taken.getOrDefault("p99-us", List.of());
    if (!middle.isEmpty() && !late.isEmpty()) {
      row.append(
          String.format(
              Locale.ROOT,
              "  %s %s/%s",
              system,
              Table.number(Figures.median(middle)),
              Table.number(Figures.median(late))));
    }
  }
}
