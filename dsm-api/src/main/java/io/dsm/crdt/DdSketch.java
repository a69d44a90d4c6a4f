// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.OptionalDouble;

/**
 * Percentiles of numbers recorded on all nodes, such as latencies. Nothing conflicts and nothing
 * counts twice. Thread-safe, never blocks.
 *
 * <p>Error: {@link #quantile} is within the relative accuracy, 1 % by default, of the value with
 * that rank, for magnitudes from 1e-9 to 1e12; smaller ones count as 0, greater ones as 1e12. Cost:
 * one counter for each bucket each life of a node has used, at most about 2,400 in each sign at 1
 * %; an update is O(log n) and carries one. Bound: a bucket of one life counts up to 2^63 - 1.
 * Source: Masson, Rim, Lee, "DDSketch: a fast and fully-mergeable quantile sketch", 2019, with a
 * fixed range instead of collapsing, so that buckets only grow.
 */
public interface DdSketch {

  /**
   * Records a number.
   *
   * @throws io.dsm.DsmException.Rejected if it is infinite or not a number; nothing was recorded
   */
  void record(double value);

  /** How many numbers were recorded. */
  long count();

  /**
   * About the number of that rank: 0 for the least, 0.5 for the median, 1 for the greatest. Empty
   * if nothing was recorded. O(buckets).
   */
  OptionalDouble quantile(double q);
}
