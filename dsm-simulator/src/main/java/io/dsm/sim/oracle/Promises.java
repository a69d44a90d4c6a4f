// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.oracle;

import io.dsm.register.Version;
import java.util.Map;
import java.util.TreeMap;

/** What nodes have acknowledged as durable, until their disks are replaced. */
public final class Promises {

  private final Map<String, Map<String, Version>> durable = new TreeMap<>();

  /** A node said that its write of a key is durable. */
  public void made(String node, String key, Version version) {
    durable
        .computeIfAbsent(node, any -> new TreeMap<>())
        .merge(key, version, (left, right) -> left.compareTo(right) >= 0 ? left : right);
  }

  /** The disk of a node is another one now. */
  public void forget(String node) {
    durable.remove(node);
  }

  /** The greatest version of each key. */
  public Map<String, Version> of(String node) {
    return durable.getOrDefault(node, Map.of());
  }
}
