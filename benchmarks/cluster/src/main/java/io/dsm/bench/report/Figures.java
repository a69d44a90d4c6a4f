// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All figures of a run: per line and system, in the order they were taken. Not thread-safe. */
public final class Figures {

  private final Map<String, Map<String, List<Double>>> byLine = new LinkedHashMap<>();
  private final Map<String, Map<String, Map<String, List<Double>>>> beside = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> notes = new LinkedHashMap<>();

  public void add(String line, String system, double value) {
    row(byLine, line).computeIfAbsent(system, _ -> new ArrayList<>()).add(value);
  }

  /** A figure that belongs to an experiment but is no line. */
  public void addBeside(String experiment, String system, String name, double value) {
    beside
        .computeIfAbsent(experiment, _ -> new LinkedHashMap<>())
        .computeIfAbsent(system, _ -> new LinkedHashMap<>())
        .computeIfAbsent(name, _ -> new ArrayList<>())
        .add(value);
  }

  /** Why a system has no figure in an experiment, or fewer than others. */
  public void note(String experiment, String system, String note) {
    notes.computeIfAbsent(experiment, _ -> new LinkedHashMap<>()).put(system, note);
  }

  public OptionalDouble median(String line, String system) {
    List<Double> values = values(line, system);
    return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(values));
  }

  public List<Double> values(String line, String system) {
    return byLine.getOrDefault(line, Map.of()).getOrDefault(system, List.of());
  }

  public Map<String, Map<String, Map<String, List<Double>>>> besides() {
    return beside;
  }

  public Map<String, Map<String, String>> notes() {
    return notes;
  }

  /** The middle value; of two middle ones the mean. */
  public static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static Map<String, List<Double>> row(
      Map<String, Map<String, List<Double>>> table, String line) {
    return table.computeIfAbsent(line, _ -> new LinkedHashMap<>());
  }
}
