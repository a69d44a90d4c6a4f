// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cluster;

/**
 * One life of a node: greater than that of every earlier life of the same {@link NodeId}.
 *
 * @param value positive
 */
public record Incarnation(long value) implements Comparable<Incarnation> {

  public Incarnation {
    if (value <= 0) {
      throw new IllegalArgumentException("incarnation must be positive: " + value);
    }
  }

  @Override
  public int compareTo(Incarnation other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
