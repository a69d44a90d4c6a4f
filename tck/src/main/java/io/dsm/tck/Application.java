// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a test deploys.
 *
 * @param beans classes of the application, each with a bean-defining annotation
 * @param settings MicroProfile Config properties that override all others
 */
public record Application(List<Class<?>> beans, Map<String, String> settings) {

  public Application {
    beans = List.copyOf(beans);
    settings = Map.copyOf(settings);
  }

  /** A standalone node of service {@code tck} with these beans. */
  public static Application of(Class<?>... beans) {
    return new Application(
        List.of(beans), Map.of("dsm.cluster-id", "tck", "dsm.service-id", "tck"));
  }

  /** The same with one more setting. */
  public Application with(String key, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(key, value);
    return new Application(beans, more);
  }
}
