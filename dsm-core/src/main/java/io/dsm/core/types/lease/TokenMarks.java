// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The greatest token ever minted for each key that nobody owns. Only so many idle keys are
 * remembered by name; the longest idle ones fall together into one floor that counts for every key,
 * so that memory returns and tokens never do.
 */
final class TokenMarks {

  private final LinkedHashMap<String, Long> marks = new LinkedHashMap<>();
  private long floor;

  /** The greatest token that may have been minted for a key nobody owns. */
  long highest(String key) {
    return Math.max(floor, marks.getOrDefault(key, 0L));
  }

  boolean remembers(String key) {
    return marks.containsKey(key);
  }

  /** The key is owned again: its grant remembers the token from now on. */
  void owned(String key) {
    marks.remove(key);
  }

  void idle(String key, long token) {
    marks.remove(key);
    marks.put(key, token);
    while (marks.size() > LeaseLimits.IDLE_KEYS) {
      Map.Entry<String, Long> eldest = marks.firstEntry();
      floor = Math.max(floor, eldest.getValue());
      marks.remove(eldest.getKey());
    }
  }

  long floor() {
    return floor;
  }

  void raiseFloor(long token) {
    floor = Math.max(floor, token);
  }

  /** Idle keys with their greatest token, longest idle first. */
  Map<String, Long> byIdleness() {
    return marks;
  }
}
