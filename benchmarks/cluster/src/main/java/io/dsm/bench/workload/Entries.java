// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import io.dsm.bench.system.SharedMap;
import java.util.Arrays;

/** Keys and values of 200 characters, made before time is taken. */
final class Entries {

  static final int VALUE_CHARS = 200;

  private static final int POOL = 1024;
  private static final String PADDING = "x".repeat(VALUE_CHARS - 8);
  private static final String[] VALUES = new String[POOL];

  static {
    Arrays.setAll(VALUES, i -> numbered(i));
  }

  private final String[] keys;

  Entries(String prefix, int count) {
    keys = new String[count];
    Arrays.setAll(keys, i -> prefix + i);
  }

  int size() {
    return keys.length;
  }

  String key(long turn) {
    return keys[(int) (turn % keys.length)];
  }

  /** The value of a turn: each key gets another one in each round. */
  String value(long turn) {
    return VALUES[(int) (turn / keys.length % POOL)];
  }

  /** Index of the first key, at or after {@code from}, that is not as after so many turns. */
  int firstWrong(SharedMap map, long turns, int from) throws Exception {
    for (int i = from; i < keys.length && i < turns; i++) {
      long last = i + (turns - 1 - i) / keys.length * keys.length;
      if (!value(last).equals(map.get(keys[i]))) {
        return i;
      }
    }
    return keys.length;
  }

  /** A value that says its number. */
  static String numbered(long number) {
    String digits = Long.toString(number);
    return "0".repeat(8 - digits.length()) + digits + PADDING;
  }

  static int number(String value) {
    return Integer.parseInt(value, 0, 8, 10);
  }
}
