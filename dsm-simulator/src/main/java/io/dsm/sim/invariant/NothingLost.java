// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.oracle.History;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;

/**
 * C3: what was acknowledged and reached a life that still runs is there, and nothing is there that
 * was never made. Data is in memory only, so operations of ended lives that no survivor was seen to
 * know may be lost, and are not judged.
 */
public final class NothingLost implements Invariant {

  @Override
  public void judge(World world) {
    History history = world.history();
    for (Site site : world.sites()) {
      var known = site.known();
      for (Site survivor : world.sites()) {
        long made = history.issuedBy(survivor.member());
        world
            .verdict()
            .check(
                known.of(survivor.member()) >= made
                    && known.covers(history.seenBy(survivor.member())),
                "C3",
                site.member() + " lacks what " + survivor.member() + " had; it knows " + known);
      }
      known
          .counters()
          .forEach(
              (origin, number) ->
                  world
                      .verdict()
                      .check(
                          number <= history.issuedBy(origin),
                          "C3",
                          site.member() + " knows " + number + " operations of " + origin));
    }
  }
}
