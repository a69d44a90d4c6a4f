// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The greatest token under which this node has ended an ownership, for each key of a collection.
 */
final class EndedTokens {

  private static final int KEYS = 10_000;

  private final LinkedHashMap<String, Long> tokens = new LinkedHashMap<>();
  private long floor;

  void ended(String key, long token) {
    long greatest = Math.max(token, tokens.getOrDefault(key, 0L));
    tokens.remove(key);
    tokens.put(key, greatest);
    if (tokens.size() > KEYS) {
      Map.Entry<String, Long> eldest = tokens.firstEntry();
      floor = Math.max(floor, eldest.getValue());
      tokens.remove(eldest.getKey());
    }
  }

  /** Tokens up to this one must not begin again. Too great a number only costs a new token. */
  long abandoned(String key) {
    return tokens.getOrDefault(key, floor);
  }

  /** Whether that very ownership, or a later one, is known to have ended here. */
  boolean hasEnded(String key, long token) {
    return token <= tokens.getOrDefault(key, 0L);
  }
}
