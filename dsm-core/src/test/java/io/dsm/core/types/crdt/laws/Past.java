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
    for (Op op : all()) {
      superseded |= op.superseded;
    }
    return superseded;
  }

  /** Those alive that are such, as a set of bits. */
  long aliveBits(Predicate<Op> condition) {
    long bits = 0;
    for (Op op : alive()) {
      bits |= condition.test(op) ? op.bit() : 0;
    }
    return bits;
  }

  /** Everything known and all that it superseded: what a replacement of the whole supersedes. */
  long everything() {
    return known | superseded();
  }

  private List<Op> select(long bits) {
    List<Op> selected = new ArrayList<>();
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      selected.add(history.get(Long.numberOfTrailingZeros(rest)));
    }
    return selected;
  }
}
