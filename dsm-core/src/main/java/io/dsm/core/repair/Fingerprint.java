// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.cluster.Member;
import io.dsm.core.types.register.RegisterCell;
import io.dsm.register.Version;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A number that is equal on replicas with equal content and, but for chance, differs else. Kept up
 * to date with every change, so that comparing costs nothing. Only what is present counts:
 * tombstones are collected at slightly different times. Belongs to the engine.
 */
public final class Fingerprint {

  private final Map<String, Long> states = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private long sum;

  /** A register has another cell than before; null or not present stands for nothing. */
  public void replaced(
      String key, @Nullable RegisterCell<?> previous, @Nullable RegisterCell<?> current) {
    if (previous != null && previous.isPresent()) {
      sum -= hash(key, previous.version());
    }
    if (current != null && current.isPresent()) {
      sum += hash(key, current.version());
    }
  }

  /** A register that was present has ended. */
  public void ended(String key, RegisterCell<?> cell) {
    sum -= hash(key, cell.version());
  }

  /** A CRDT has another state than before; it is encoded when the number is next asked for. */
  public void touched(String key) {
    touched.add(key);
  }

  /**
   * The number.
   *
   * @param encoding gives the bytes of the CRDT at a key
   */
  public long value(Function<String, byte[]> encoding) {
    for (String key : touched) {
      long now = mixed(hash(key) ^ hash(encoding.apply(key)));
      Long before = states.put(key, now);
      sum += now - (before == null ? 0 : before);
    }
    touched.clear();
    return sum;
  }

  private static long hash(String key, Version version) {
    long stamp = version.physicalMillis() * 31 + version.counter() + 17L * version.epoch();
    return mixed(hash(key) ^ mixed(stamp ^ hash(version.origin())));
  }

  private static long hash(Member member) {
    return mixed(member.incarnation().value() * 31 + member.node().value().hashCode());
  }

  private static long hash(String text) {
    return mixed(((long) text.length() << 32) ^ text.hashCode());
  }

  private static long hash(byte[] bytes) {
    return mixed(((long) bytes.length << 32) ^ Arrays.hashCode(bytes));
  }

  /** Spreads every input bit over all output bits (the finalizer of SplitMix64). */
  public static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
