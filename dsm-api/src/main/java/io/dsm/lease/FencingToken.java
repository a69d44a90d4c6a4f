// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/**
 * Number of an ownership: strictly increasing per key for ever, through expiry, transfer, release
 * and restart; unchanged by renewal. A resource that remembers the greatest token it has seen and
 * refuses smaller ones is safe from holders that woke up too late (Kleppmann, "How to do
 * distributed locking", 2016).
 *
 * @param value positive
 */
public record FencingToken(long value) implements Comparable<FencingToken> {

  public FencingToken {
    if (value <= 0) {
      throw new IllegalArgumentException("fencing token must be positive: " + value);
    }
  }

  public static FencingToken of(long value) {
    return new FencingToken(value);
  }

  @Override
  public int compareTo(FencingToken other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
