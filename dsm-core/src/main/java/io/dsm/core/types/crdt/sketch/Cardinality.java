// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

/**
 * How many different hashes raised some registers: the improved raw estimator of Ertl, "New
 * cardinality estimation algorithms for HyperLogLog sketches", 2017, which needs no corrections for
 * small or large numbers.
 */
final class Cardinality {
  private Cardinality() {}

  static long estimate(Ranks ranks, int precision) {
    int[] histogram = ranks.histogram();
    double m = 1 << precision;
    int last = 64 - precision + 1;
    double z = m * tau(1 - histogram[last] / m);
    for (int rank = last - 1; rank >= 1; rank--) {
      z = 0.5 * (z + histogram[rank]);
    }
    z += m * sigma(histogram[0] / m);
    return Math.round(m * m / (2 * Math.log(2) * z));
  }

  private static double sigma(double x) {
    if (x == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double power = x;
    double weight = 1;
    double sum = x;
    double before;
    do {
      power *= power;
      before = sum;
      sum += power * weight;
      weight += weight;
    } while (sum != before);
    return sum;
  }

  private static double tau(double x) {
    if (x == 0 || x == 1) {
      return 0;
    }
    double root = x;
    double weight = 1;
    double sum = 1 - x;
    double before;
    do {
      root = Math.sqrt(root);
      before = sum;
      weight *= 0.5;
      sum -= (1 - root) * (1 - root) * weight;
    } while (sum != before);
    return sum / 3;
  }
}
