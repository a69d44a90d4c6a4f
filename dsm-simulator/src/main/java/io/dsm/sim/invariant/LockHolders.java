// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.FencingToken;
import io.dsm.sim.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * L2 for locks: two holds of a lock are never valid at the same moment, checked at every beginning
 * and after every step; paused and dead holders count. L1: no two holds share a token. L7: a holder
 * whose node runs and was not paused is told of its loss before another begins, and once; never
 * after its own release.
 */
final class LockHolders {

  /** A node that was paused may tell so much later. */
  private static final int WAKING_MILLIS = 500;

  private final World world;
  private final List<Holding> holdings = new ArrayList<>();
  private final Set<String> tokens = new HashSet<>();
  private final Map<String, Long> lastPaused = new HashMap<>();

  LockHolders(World world) {
    this.world = world;
  }

  void begun(Holding begun) {
    world
        .verdict()
        .check(tokens.add(begun.name() + "@" + begun.token()), "L1", begun + " began twice");
    holdings.add(begun);
    checkOneHolder(begun.name());
    for (Holding other : holdings) {
      if (other.name().equals(begun.name()) && other != begun && other.isOpen()) {
        world
            .verdict()
            .check(!isAwake(other), "L7", begun + " began, but " + other + " was told nothing");
      }
    }
    var _ =
        begun
            .hold()
            .onLost(
                reason -> {
                  world.note(begun + " is lost: " + reason);
                  world.verdict().check(!begun.isReleased(), "L7", begun + " was released before");
                  world.verdict().check(begun.lose() == 1, "L7", begun + " was lost twice");
                  world.verdict().check(!begun.hold().isValid(), "L7", begun + " is valid");
                });
  }

  void released(Holding holding) {
    holding.release();
  }

  List<Holding> open() {
    return holdings.stream().filter(Holding::isOpen).toList();
  }

  Optional<Holding> of(String name, FencingToken token) {
    return holdings.stream()
        .filter(holding -> holding.name().equals(name) && holding.token().equals(token))
        .findFirst();
  }

  void sample() {
    for (String name : world.cluster().running()) {
      if (world.cluster().isPaused(name)) {
        lastPaused.put(name, world.nowMillis());
      }
    }
    holdings.stream().map(Holding::name).distinct().forEach(this::checkOneHolder);
    holdings.removeIf(holding -> !holding.isOpen() && !holding.hold().isValid());
  }

  private void checkOneHolder(String name) {
    List<Holding> valid =
        holdings.stream()
            .filter(holding -> holding.name().equals(name) && holding.hold().isValid())
            .toList();
    world.verdict().check(valid.size() <= 1, "L2", "held at once: " + valid);
  }

  private boolean isAwake(Holding holding) {
    String node = holding.site().name();
    long paused = lastPaused.getOrDefault(node, -(long) WAKING_MILLIS);
    return world.sites().contains(holding.site())
        && !world.cluster().isPaused(node)
        && world.nowMillis() - paused > WAKING_MILLIS;
  }
}
