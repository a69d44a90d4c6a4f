// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The updates a replica knows: the whole history, and which of it. */
record Past(List<Op> history, long known) {

  /** All that is known. */
  List<Op> all() {
    return select(known);
  }

  /** What is known and superseded by nothing known. */
  List<Op> alive() {
    return select(known & ~superseded());
  }

  long superseded() {
    long superseded = 0;
    for (long rest = known; rest != 0; rest &= rest - 1) {
      superseded |= first(rest).superseded;
    }
    return superseded;
  }

  /** Those alive that are such, as a set of bits. */
  long aliveBits(Predicate<Op> condition) {
    long bits = 0;
    for (long rest = known & ~superseded(); rest != 0; rest &= rest - 1) {
      bits |= condition.test(first(rest)) ? Long.lowestOneBit(rest) : 0;
    }
    return bits;
  }

  /** Everything known and all that it superseded: what a replacement of the whole supersedes. */
  long everything() {
    return known | superseded();
  }

  private List<Op> select(long bits) {
    List<Op> selected = new ArrayList<>(Long.bitCount(bits));
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      selected.add(first(rest));
    }
    return selected;
  }

  private Op first(long bits) {
    return history.get(Long.numberOfTrailingZeros(bits));
  }
}
