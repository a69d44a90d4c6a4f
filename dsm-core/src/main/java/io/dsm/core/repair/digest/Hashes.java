// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair.digest;

import io.dsm.cluster.Member;
import io.dsm.register.Version;
import java.util.Arrays;

/** The hashes digests are made of. The same on every node, for ever: they travel. */
public final class Hashes {

  private Hashes() {}

  /** Where a key lies among all keys: its upper bits name its ranges. */
  public static long of(String key) {
    return mixed(((long) key.length() << 32) ^ key.hashCode());
  }

  /** What a register adds to the sums of its ranges: its key and the write that won it. */
  public static long of(String key, Version version) {
    long stamp = version.physicalMillis() * 31 + version.counter() + 17L * version.epoch();
    return mixed(of(key) ^ mixed(stamp ^ of(version.origin())));
  }

  /** What a CRDT adds to the sums of its ranges. */
  public static long of(String key, byte[] state) {
    return mixed(of(key) ^ mixed(((long) state.length << 32) ^ Arrays.hashCode(state)));
  }

  /**
   * A sum or an entry in four bytes, so that half the bytes travel. With another salt each time, so
   * that two that look alike by chance do not look alike twice. Nothing is 0, and nothing else is.
   */
  public static int brief(long number, long salt) {
    if (number == 0) {
      return 0;
    }
    int brief = (int) mixed(number ^ salt);
    return brief == 0 ? 1 : brief;
  }

  /** Spreads every input bit over all output bits (the finalizer of SplitMix64). */
  public static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static long of(Member member) {
    return mixed(member.incarnation().value() * 31 + member.node().value().hashCode());
  }
}
