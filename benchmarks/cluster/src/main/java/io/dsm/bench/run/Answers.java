// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the nodes answered after one run, and what their processes used meanwhile. */
final class Answers {

  private final Map<Integer, Map<String, Object>> roles = new TreeMap<>();
  private double cpuNanos;
  private double wireBytes;

  void take(Map<String, Object> answer) {
    cpuNanos += number(answer, "cpu");
    // The interface is the machine's: the processes saw the same bytes.
    wireBytes = Math.max(wireBytes, number(answer, "wire"));
    if (answer.get("roles") instanceof Map<?, ?> byIndex) {
      byIndex.forEach((index, role) -> roles.put(Integer.parseInt((String) index), map(role)));
    }
  }

  double cpuNanos() {
    return cpuNanos;
  }

  double wireBytes() {
    return wireBytes;
  }

  double of(int role, String name) {
    return number(roles.getOrDefault(role, Map.of()), name);
  }

  boolean is(int role, String name) {
    return Boolean.TRUE.equals(roles.getOrDefault(role, Map.of()).get(name));
  }

  double sum(String name) {
    return roles.values().stream().mapToDouble(it -> number(it, name)).sum();
  }

  double greatest(String name) {
    return roles.values().stream().mapToDouble(it -> number(it, name)).max().orElse(0);
  }

  long added() {
    return (long) sum("added");
  }

  double[] list(int role, String name) {
    return roles.getOrDefault(role, Map.of()).get(name) instanceof List<?> list
        ? list.stream().mapToDouble(it -> ((Number) it).doubleValue()).toArray()
        : new double[0];
  }

  private static double number(Map<String, Object> map, String name) {
    return map.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  @SuppressWarnings("unchecked") // keys of a JSON object are strings
  private static Map<String, Object> map(Object role) {
    return (Map<String, Object>) role;
  }
}
