// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.Map;

/**
 * R5: what all have seen removed stays removed. One node after the other begins a new life and gets
 * everything from its peers; nothing may have changed then.
 */
public final class NothingReturns implements Invariant {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void judge(World world) {
    if (world.sites().size() < 2 || !world.verdict().isClean()) {
      return;
    }
    Map<String, String> before = world.sites().getFirst().content();
    String name = world.pick(world.cluster().names());
    world.crash(name, false);
    world.advance(Duration.ofSeconds(3));
    world.start(name);
    world
        .cluster()
        .advanceUntil(
            () -> world.sites().stream().map(Site::content).allMatch(before::equals), PATIENCE);
    for (Site site : world.sites()) {
      Map<String, String> after = site.content();
      world
          .verdict()
          .check(after.equals(before), "R5", site.member() + " has " + after + " after " + before);
    }
  }
}
