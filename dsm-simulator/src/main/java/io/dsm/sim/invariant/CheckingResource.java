// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.invariant.Ownerships.Ownership;
import io.dsm.sim.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * L3: at a resource that refuses tokens below the greatest it has seen, no owner is accepted after
 * a later one, whatever the clocks do. Effects take a while to get there, so that many come after
 * their owner has lost what it had. Later is who asked after the other had begun. Checked besides,
 * as a part of L2: nobody who may still act is refused.
 */
final class CheckingResource {

  private static final int REMEMBERED = 16;

  private final World world;
  private final List<Effect> underWay = new ArrayList<>();
  private final Map<String, Long> marks = new HashMap<>();
  private final Map<String, Deque<Effect>> accepted = new HashMap<>();

  /**
   * Something an owner does to the resource.
   *
   * @param askedNanos when the owner asked for what it owns
   */
  private record Effect(Ownership by, long askedNanos, long dueMillis) {}

  CheckingResource(World world) {
    this.world = world;
  }

  /** An owner acts; it is felt later. */
  void sent(Ownership by, long askedNanos, int delayMillis) {
    underWay.add(new Effect(by, askedNanos, world.nowMillis() + delayMillis));
  }

  /** What is due arrives. */
  void sample() {
    List<Effect> due =
        underWay.stream().filter(effect -> effect.dueMillis() <= world.nowMillis()).toList();
    underWay.removeAll(due);
    due.forEach(this::arrive);
  }

  private void arrive(Effect effect) {
    Ownership by = effect.by();
    if (by.token() < marks.getOrDefault(by.name(), 0L)) {
      world
          .verdict()
          .check(!by.isValid(), "L2", by + " may act, but a resource has seen a later token");
      return;
    }
    marks.put(by.name(), by.token());
    Deque<Effect> before = accepted.computeIfAbsent(by.name(), any -> new ArrayDeque<>());
    for (Effect earlier : before) {
      world
          .verdict()
          .check(
              earlier.askedNanos() <= by.begunNanos() || earlier.by().equals(by),
              "L3",
              "a resource accepted " + by + " after " + earlier.by());
    }
    before.addLast(effect);
    if (before.size() > REMEMBERED) {
      before.removeFirst();
    }
  }
}
