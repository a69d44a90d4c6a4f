// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.random;

/** Source of random numbers. Thread-safe. Not for secrets. */
@FunctionalInterface
public interface RandomSource {

  /** A uniformly distributed number. */
  long nextLong();

  /** A number from 0 (inclusive) to {@code bound} (exclusive), {@code bound} positive. */
  default int below(int bound) {
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }
}
