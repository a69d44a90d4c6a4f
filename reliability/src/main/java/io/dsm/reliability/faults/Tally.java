// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.util.EnumMap;
import java.util.Map;

/** How many faults of each kind were injected. */
final class Tally {

  /** Kinds of faults. */
  enum Kind {
    KILL,
    PAUSE,
    CUT,
    ONE_WAY,
    CLOCK
  }

  private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

  void add(Kind kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  int of(Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  int cuts() {
    return of(Kind.CUT) + of(Kind.ONE_WAY);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
