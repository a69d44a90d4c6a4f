// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of one run: those of lines by line, and others beside them. */
final class Measured {

  private final Map<String, Double> lines = new LinkedHashMap<>();
  private final Map<String, Double> beside = new LinkedHashMap<>();

  Measured line(String line, double value) {
    lines.put(line, value);
    return this;
  }

  Measured beside(String name, double value) {
    beside.put(name, value);
    return this;
  }

  /** What an operation cost all processes of the system together. */
  Measured cost(Answers answers, double operations) {
    beside("cpu-us", answers.cpuNanos() / 1e3 / Math.max(1, operations));
    return beside("wire-bytes", answers.wireBytes() / Math.max(1, operations));
  }

  Map<String, Double> lines() {
    return lines;
  }

  Map<String, Double> besides() {
    return beside;
  }

  static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted.length == 0 ? -1 : sorted[Math.clamp(index, 0, sorted.length - 1)];
  }
}
