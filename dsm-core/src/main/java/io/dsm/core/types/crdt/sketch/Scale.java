// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.DsmException;

/**
 * Which bucket a number belongs to: buckets of constant relative width, mirrored for negative
 * numbers, with number 0 for zero.
 */
record Scale(double accuracy, double gamma, int before) {
  private static final double LEAST = 1e-9;
  private static final double GREATEST = 1e12;
  private static final double ACCURACY_MIN = 0.001;
  private static final double ACCURACY_MAX = 0.1;

  /** Of a relative accuracy. */
  static Scale of(double accuracy) {
    if (!(accuracy >= ACCURACY_MIN && accuracy <= ACCURACY_MAX)) {
      throw new DsmException.Rejected(
          "a relative accuracy of "
              + accuracy
              + " is not possible; the collection was not opened; use "
              + ACCURACY_MIN
              + " to "
              + ACCURACY_MAX);
    }
    double gamma = (1 + accuracy) / (1 - accuracy);
    return new Scale(accuracy, gamma, index(LEAST, gamma) - 1);
  }

  private static int index(double magnitude, double gamma) {
    return (int) Math.ceil(StrictMath.log(magnitude) / StrictMath.log(gamma));
  }

  int bucket(double value) {
    double magnitude = Math.abs(value);
    if (magnitude < LEAST) {
      return 0;
    }
    int bucket = index(Math.min(magnitude, GREATEST), gamma) - before;
    return value < 0 ? -bucket : bucket;
  }

  /** The number that stands for a bucket. */
  double value(int bucket) {
    if (bucket == 0) {
      return 0;
    }
    double magnitude = 2 * StrictMath.pow(gamma, Math.abs(bucket) + before) / (gamma + 1);
    return bucket < 0 ? -magnitude : magnitude;
  }
}
