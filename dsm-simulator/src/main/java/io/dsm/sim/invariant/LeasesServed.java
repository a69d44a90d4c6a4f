// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.LeaseSnapshot;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * L5: with a connected majority, voters answer everybody: within half a minute of virtual time
 * after the quiet began, and the same to all.
 */
public final class LeasesServed implements Invariant {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public void judge(World world) {
    for (Site site : world.sites()) {
      boolean served = world.cluster().advanceUntil(() -> answers(world, site), PATIENCE);
      world.verdict().check(served, "L5", site.member() + " gets no answer from the voters");
    }
  }

  private static boolean answers(World world, Site site) {
    CompletableFuture<Map<String, LeaseSnapshot<String>>> all =
        site.renewed().all().toCompletableFuture();
    world.cluster().advanceUntil(all::isDone, Duration.ofSeconds(10));
    return all.isDone() && !all.isCompletedExceptionally();
  }
}
