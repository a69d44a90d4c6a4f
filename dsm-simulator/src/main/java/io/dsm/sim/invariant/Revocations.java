// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.HashMap;
import java.util.Map;

/**
 * L9: a hold that the voters were told to end is over after a term at the latest, by clocks up to
 * one percent slow, whether or not its node can be reached.
 */
final class Revocations {

  private static final int PERCENT = 101;
  private static final int SLACK_MILLIS = 100;

  private final World world;
  private final Map<Holding, Long> untilMillis = new HashMap<>();

  Revocations(World world) {
    this.world = world;
  }

  /** The voters have said that it ends. */
  void begun(Holding holding) {
    long term = Specs.LOCK.timing().term().toMillis();
    untilMillis.putIfAbsent(
        holding, world.nowMillis() + Math.ceilDiv(term * PERCENT, 100L) + SLACK_MILLIS);
  }

  void sample() {
    untilMillis.forEach(
        (holding, until) ->
            world
                .verdict()
                .check(
                    world.nowMillis() <= until || !holding.hold().isValid(),
                    "L9",
                    holding + " was revoked, but is valid after " + until + " ms"));
    untilMillis.keySet().removeIf(holding -> !holding.hold().isValid());
  }
}
