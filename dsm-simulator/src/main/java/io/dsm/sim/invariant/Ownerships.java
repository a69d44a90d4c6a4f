// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.Member;
import io.dsm.sim.world.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Ownerships of leases and locks, as their owners saw them begin; the latest of each name. */
final class Ownerships {

  private static final int KEPT = 16;

  private final World world;
  private final Map<String, TreeMap<Long, Ownership>> byName = new HashMap<>();

  /**
   * One of them.
   *
   * @param begunNanos true time at which its owner learned of it
   * @param valid whether the owner may still act, by its own clocks, whether or not it lives
   */
  record Ownership(Member owner, String name, long token, long begunNanos, BooleanSupplier valid) {

    boolean isValid() {
      return valid.getAsBoolean();
    }

    @Override
    public String toString() {
      return name + "@" + token + " of " + owner;
    }
  }

  Ownerships(World world) {
    this.world = world;
  }

  /** An owner learns that it owns something; again does no harm. */
  void begun(Member owner, String name, long token, BooleanSupplier valid) {
    TreeMap<Long, Ownership> known = byName.computeIfAbsent(name, any -> new TreeMap<>());
    known.putIfAbsent(token, new Ownership(owner, name, token, nowNanos(), valid));
    if (known.size() > KEPT) {
      known.pollFirstEntry();
    }
  }

  Collection<Ownership> of(String name) {
    TreeMap<Long, Ownership> known = byName.get(name);
    return known == null ? List.of() : known.values();
  }

  Optional<Ownership> of(String name, long token) {
    return Optional.ofNullable(byName.get(name)).map(known -> known.get(token));
  }

  long nowNanos() {
    return world.cluster().now().toNanos();
  }
}
