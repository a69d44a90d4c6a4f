// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.cluster.Member;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many consecutive updates of each origin are known. Immutable.
 *
 * @param counters positive numbers; an absent origin stands for 0
 */
public record VersionVector(Map<Member, Long> counters) {

  public static final VersionVector EMPTY = new VersionVector(Map.of());

  public VersionVector {
    TreeMap<Member, Long> sorted = new TreeMap<>(counters);
    sorted.values().removeIf(counter -> counter <= 0);
    counters = Collections.unmodifiableSortedMap(sorted);
  }

  public long of(Member origin) {
    return counters.getOrDefault(origin, 0L);
  }

  /** Whether everything {@code other} knows is known here too. */
  public boolean covers(VersionVector other) {
    return other.counters.entrySet().stream()
        .allMatch(entry -> of(entry.getKey()) >= entry.getValue());
  }

  /** The least vector that covers both. */
  public VersionVector join(VersionVector other) {
    TreeMap<Member, Long> joined = new TreeMap<>(counters);
    other.counters.forEach((origin, counter) -> joined.merge(origin, counter, Math::max));
    return new VersionVector(joined);
  }
}
