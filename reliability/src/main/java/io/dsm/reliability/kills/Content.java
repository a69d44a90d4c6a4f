// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.register.RegisterCollection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What one replica holds.
 *
 * @param routes present registers
 * @param counts counters, by key
 * @param tags elements of the set of each node
 */
record Content(Map<String, Long> routes, Map<String, Long> counts, Map<String, Set<Long>> tags) {

  static Content read(
      RegisterCollection<Long> routes,
      CrdtCollection<PnCounter> counts,
      CrdtCollection<AddWinsSet<Long>> tags) {
    Content content = new Content(new HashMap<>(routes.all()), new HashMap<>(), new HashMap<>());
    counts.keys().forEach(key -> content.counts.put(key, counts.at(key).value()));
    tags.keys().forEach(key -> content.tags.put(key, tags.at(key).elements()));
    return content;
  }

  /** Says everything in lines. */
  void tell(Consumer<String> line) {
    routes.forEach((key, value) -> line.accept("route " + key + " " + value));
    counts.forEach((key, value) -> line.accept("count " + key + " " + value));
    tags.forEach((key, all) -> all.forEach(tag -> line.accept("tag " + key + " " + tag)));
  }

  /** Takes in a line; false if it is another one. */
  boolean hear(String[] words) {
    switch (words[0]) {
      case "route" -> routes.put(words[1], Long.valueOf(words[2]));
      case "count" -> counts.put(words[1], Long.valueOf(words[2]));
      case "tag" ->
          tags.computeIfAbsent(words[1], key -> new HashSet<>()).add(Long.valueOf(words[2]));
      default -> {
        return false;
      }
    }
    return true;
  }

  static Content empty() {
    return new Content(new HashMap<>(), new HashMap<>(), new HashMap<>());
  }
}
