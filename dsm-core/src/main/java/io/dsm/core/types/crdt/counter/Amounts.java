// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.DsmException;

/** Checks of what is added, the same for all counters. */
final class Amounts {

  private Amounts() {}

  /** Refuses a negative amount. */
  static void requireNotNegative(long amount) {
    if (amount < 0) {
      throw new DsmException.Rejected(
          "the amount "
              + amount
              + " is negative, which this counter does not take; nothing was changed; use a"
              + " counter that goes both ways");
    }
  }

  /** Adds, and refuses to wrap: a wrapped total would look like an earlier one. */
  static long sum(long total, long amount) {
    if (total > Long.MAX_VALUE - amount) {
      throw new DsmException.Rejected(
          "this node has added "
              + total
              + " to a counter and cannot add "
              + amount
              + " more without passing 2^63 - 1; nothing was changed; use another key");
    }
    return total + amount;
  }
}
