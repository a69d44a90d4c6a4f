// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.cluster.Member;

/**
 * Unique name of one update: never issued twice, not even across restarts, because a new life of a
 * node is a new {@link Member}.
 *
 * @param counter 1 for the member's first update
 */
public record Dot(Member origin, long counter) implements Comparable<Dot> {

  public Dot {
    if (counter <= 0) {
      throw new IllegalArgumentException("dot counter must be positive: " + counter);
    }
  }

  @Override
  public int compareTo(Dot other) {
    int byOrigin = origin.compareTo(other.origin);
    return byOrigin != 0 ? byOrigin : Long.compare(counter, other.counter);
  }
}
