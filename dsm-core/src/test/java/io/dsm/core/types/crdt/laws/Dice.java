// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.laws;

import java.util.Random;

/** Random numbers for one thread, without the atomic step of {@link Random}: SplitMix64. */
final class Dice extends Random {
  private static final long serialVersionUID = 1L;
  private long state;

  Dice(long seed) {
    super(seed);
    state = seed;
  }

  @Override
  protected int next(int bits) {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return (int) ((mixed ^ mixed >>> 31) >>> (64 - bits));
  }
}
