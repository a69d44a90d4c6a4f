// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.fault;

import io.dsm.sim.world.World;
import java.time.Duration;

/** Clocks that are off, jump and run at a wrong rate, all within the bounds of the contracts. */
final class ClockFaults {

  /** Two clocks are less than the greatest allowed offset of 500 ms apart. */
  private static final int OFFSET_MILLIS = 240;

  private static final double RATE_ERROR = 0.01;

  private final World world;
  private final Tally tally;

  ClockFaults(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  void act() {
    String name = world.pick(world.cluster().names());
    if (world.chance(50)) {
      double rate = 1 + RATE_ERROR * (2 * world.random().nextDouble() - 1);
      world.note("clock of " + name + " runs at " + rate);
      tally.count("clock-rate");
      world.cluster().clock(name).rate(rate);
    } else {
      jump(name);
    }
  }

  /** Wrong rates add up; whoever has drifted too far is set right, as time services do. */
  void discipline() {
    for (String name : world.cluster().names()) {
      long offset = world.cluster().clock(name).offset().toMillis();
      if (Math.abs(offset) > OFFSET_MILLIS) {
        jump(name);
      }
    }
  }

  void settle() {
    world.cluster().names().forEach(name -> world.cluster().clock(name).offset(Duration.ZERO));
  }

  private void jump(String name) {
    int millis = world.random().nextInt(-OFFSET_MILLIS + 5, OFFSET_MILLIS - 5);
    tally.count("clock-jump");
    world.note("wall clock of " + name + " is off by " + millis + " ms");
    world.cluster().clock(name).offset(Duration.ofMillis(millis));
  }
}
