// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import java.util.Map;

/**
 * What a check found.
 *
 * @param facts strings, longs and booleans, by name
 */
public record Verdict(boolean up, Map<String, Object> facts) {

  public Verdict {
    facts = Map.copyOf(facts);
  }
}
