// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import java.util.BitSet;

/** Recognises repeated and very late numbers of one sender; remembers the latest 1,024. */
final class Arrived {

  private static final int WINDOW = 1_024;

  private final BitSet seen = new BitSet(WINDOW);
  private long greatest;

  /** Whether the number comes for the first time; false also if it is too old to tell. */
  synchronized boolean first(long number) {
    if (number <= 0 || number <= greatest - WINDOW) {
      return false;
    }
    if (number >= greatest + WINDOW) {
      seen.clear();
    } else {
      for (long skipped = greatest + 1; skipped <= number; skipped++) {
        seen.clear(slot(skipped));
      }
    }
    greatest = Math.max(greatest, number);
    boolean first = !seen.get(slot(number));
    seen.set(slot(number));
    return first;
  }

  private static int slot(long number) {
    return (int) (number % WINDOW);
  }
}
