// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A known mistake.
 *
 * @param name what is wrong, in words
 * @param noticedBy what the ids of invariants begin with that may notice it
 * @param cuts how it is made in compiled classes; none if {@code sabotage} makes it
 * @param sabotage name of a class that breaks something nodes rely on; empty if {@code cuts} do
 * @param settings of all nodes, so that the code in question runs at all
 * @param bias what happens to the cluster beside the usual faults; empty for nothing
 */
record Mistake(
    String name,
    List<String> noticedBy,
    List<Cut> cuts,
    String sabotage,
    Map<String, String> settings,
    String bias) {

  static Mistake of(String name, String noticedBy, Cut... cuts) {
    return new Mistake(name, List.of(noticedBy.split(" ")), List.of(cuts), "", Map.of(), "");
  }

  static Mistake sabotage(String name, String noticedBy, Class<?> sabotage) {
    return new Mistake(
        name, List.of(noticedBy.split(" ")), List.of(), sabotage.getName(), Map.of(), "");
  }

  /** The same where a setting is another one. */
  Mistake with(String key, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(key, value);
    return new Mistake(name, noticedBy, cuts, sabotage, Map.copyOf(more), bias);
  }

  /** The same where something happens to the cluster at every step. */
  Mistake under(String everyStep) {
    return new Mistake(name, noticedBy, cuts, sabotage, settings, everyStep);
  }

  boolean isNoticedBy(String violation) {
    return noticedBy.stream().anyMatch(violation::startsWith);
  }
}
