// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.fault;

import java.util.Map;
import java.util.TreeMap;

/** How often each kind of fault has happened. */
final class Tally {

  private final Map<String, Long> counts = new TreeMap<>();

  void count(String kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }
}
