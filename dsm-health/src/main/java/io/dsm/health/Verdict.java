// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.health;

import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * What a check found.
 *
 * @param facts strings, longs and booleans, by name
 */
record Verdict(boolean up, Map<String, Object> facts) {

  Verdict {
    facts = Map.copyOf(facts);
  }

  /** The same as an answer to the container. */
  HealthCheckResponse named(String name) {
    HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(up);
    new TreeMap<>(facts)
        .forEach(
            (key, value) -> {
              switch (value) {
                case Boolean flag -> response.withData(key, flag);
                case Number number -> response.withData(key, number.longValue());
                case Object text -> response.withData(key, text.toString());
              }
            });
    return response.build();
  }
}
