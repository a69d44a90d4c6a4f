// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair.digest;

/**
 * All keys whose hashes begin with certain bits.
 *
 * @param prefix the bits, as the lowest of this number
 * @param bits how many, a multiple of {@link #STEP} up to {@link #BITS_MAX}
 */
public record Range(int prefix, int bits) {

  /** Bits by which a range is narrower than the one above it. */
  public static final int STEP = 4;

  /** Ranges into which a range falls. */
  public static final int FANOUT = 1 << STEP;

  /** Bits of the narrowest range. */
  public static final int BITS_MAX = 16;

  /** All keys. */
  public static final Range ALL = new Range(0, 0);

  public Range {
    if (bits < 0 || bits > BITS_MAX || bits % STEP != 0 || prefix < 0 || prefix >>> bits != 0) {
      throw new IllegalArgumentException("no range: prefix " + prefix + " of " + bits + " bits");
    }
  }

  /** The range of that width a hash lies in. */
  public static Range around(long hash, int bits) {
    return new Range(bits == 0 ? 0 : (int) (hash >>> (Long.SIZE - bits)), bits);
  }

  public boolean isNarrowest() {
    return bits == BITS_MAX;
  }

  public Range child(int number) {
    return new Range(prefix << STEP | number, bits + STEP);
  }

  public boolean contains(long hash) {
    return bits == 0 || hash >>> (Long.SIZE - bits) == prefix;
  }

  /** The least hash in it, as an unsigned number. */
  public long first() {
    return bits == 0 ? 0 : (long) prefix << (Long.SIZE - bits);
  }

  /** The greatest hash in it, as an unsigned number. */
  public long last() {
    return bits == 0 ? -1L : first() | (-1L >>> bits);
  }

  /** What tells a hash in it from the others, but for chance. */
  public int suffix(long hash) {
    return (int) (hash << bits >>> Integer.SIZE);
  }

  /** The upper bits of a hash in it that has that suffix: enough to find its narrowest range. */
  public long hash(int suffix) {
    return first() | (suffix & 0xFFFFFFFFL) << (Integer.SIZE - bits);
  }
}
