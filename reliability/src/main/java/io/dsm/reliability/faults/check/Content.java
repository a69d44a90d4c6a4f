// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.check;

import java.util.Map;
import java.util.TreeMap;

/** What one replica holds. */
public record Content(Map<String, Long> registers, Map<String, Long> counters) {

  public static Content empty() {
    return new Content(new TreeMap<>(), new TreeMap<>());
  }

  /** Takes {@code register KEY VALUE} and {@code counter KEY VALUE}. */
  public boolean hear(String[] words) {
    switch (words[0]) {
      case "register" -> registers.put(words[1], Long.parseLong(words[2]));
      case "counter" -> counters.put(words[1], Long.parseLong(words[2]));
      default -> {
        return false;
      }
    }
    return true;
  }
}
