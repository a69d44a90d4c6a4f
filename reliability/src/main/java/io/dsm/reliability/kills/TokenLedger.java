// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fencing tokens as they were granted, by key. All processes share one machine and its monotonic
 * clock: a grant asked for after another had been given must have a greater token. Thread-safe.
 */
final class TokenLedger {

  private record Grant(String node, long begin, long end, long token) {}

  private final Findings findings;
  private final Map<String, List<Grant>> grants = new HashMap<>();
  private int count;

  TokenLedger(Findings findings) {
    this.findings = findings;
  }

  /** Takes {@code token! key begin end token}. */
  synchronized boolean hear(String node, String[] words) {
    if (!words[0].equals("token!")) {
      return false;
    }
    Grant grant =
        new Grant(
            node, Long.parseLong(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4]));
    List<Grant> all = grants.computeIfAbsent(words[1], key -> new ArrayList<>());
    for (Grant other : all) {
      boolean back =
          other.token() == grant.token()
              || (other.end() < grant.begin() && other.token() > grant.token())
              || (grant.end() < other.begin() && grant.token() > other.token());
      if (back) {
        findings.regression("token of " + words[1] + ": " + grant + " and " + other);
      }
    }
    all.add(grant);
    count++;
    return true;
  }

  synchronized int count() {
    return count;
  }
}
