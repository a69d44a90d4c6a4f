// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

/** A hash of bytes with 64 bits that depend on all of them. Part of the format: never to change. */
final class ElementHash {
  private ElementHash() {}

  static long of(byte[] bytes) {
    long hash = mixed(bytes.length);
    for (int i = 0; i < bytes.length; i += 8) {
      long word = 0;
      for (int j = i; j < Math.min(i + 8, bytes.length); j++) {
        word = (word << 8) | (bytes[j] & 0xFF);
      }
      hash = mixed(hash ^ word);
    }
    return hash;
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
