// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.Map;

/**
 * R1: quiet and connected means identical, value and version. Gives repair a minute of virtual
 * time. Not checked: how fast and at what cost.
 */
public final class ReplicasIdentical implements Invariant {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public void judge(World world) {
    boolean identical =
        world
            .cluster()
            .advanceUntil(
                () ->
                    world.cluster().isAgreed()
                        && world.sites().stream().map(Site::content).distinct().count() == 1,
                PATIENCE);
    if (!identical) {
      Map<String, String> first = world.sites().getFirst().content();
      for (Site site : world.sites()) {
        Map<String, String> content = site.content();
        content.entrySet().removeAll(first.entrySet());
        world
            .verdict()
            .violated(
                "R1",
                site.member()
                    + " differs after "
                    + PATIENCE
                    + " of quiet: "
                    + content
                    + " knows "
                    + site.known());
      }
    }
  }
}
