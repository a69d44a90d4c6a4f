// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * L5: with a connected majority, voters answer everybody: within half a minute of virtual time
 * after the quiet began, and the same to all; and every name can be had then, by one after the
 * other as soon as it is released.
 */
public final class LeasesServed implements Invariant {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SOON = Duration.ofSeconds(2);

  @Override
  public void judge(World world) {
    for (Site site : world.sites()) {
      boolean served = world.cluster().advanceUntil(() -> answers(world, site), PATIENCE);
      world.verdict().check(served, "L5", site.member() + " gets no answer from the voters");
    }
    for (String key : Specs.LEASE_KEYS) {
      takeTurns(world, key);
    }
  }

  private static boolean answers(World world, Site site) {
    CompletableFuture<Map<String, LeaseSnapshot<String>>> all =
        site.renewed().all().toCompletableFuture();
    world.cluster().advanceUntil(all::isDone, Duration.ofSeconds(10));
    return all.isDone() && !all.isCompletedExceptionally();
  }

  private static void takeTurns(World world, String key) {
    Duration patience = PATIENCE;
    for (Site site : world.sites()) {
      boolean had = world.cluster().advanceUntil(() -> takes(world, site, key), patience);
      world
          .verdict()
          .check(had, "L5", site.member() + " cannot have manual/" + key + " within " + patience);
      if (!had) {
        return;
      }
      patience = SOON;
    }
  }

  /** Acquires and releases at once. */
  private static boolean takes(World world, Site site, String key) {
    CompletableFuture<AcquireResult<String>> asked =
        site.manual().acquire(key, site.name()).toCompletableFuture();
    world.cluster().advanceUntil(asked::isDone, Duration.ofSeconds(10));
    if (asked.isDone()
        && !asked.isCompletedExceptionally()
        && asked.join() instanceof AcquireResult.Acquired<String>(Lease<String> lease)
        && lease.token().isPresent()) {
      var released = site.manual().release(key, lease.token().get()).toCompletableFuture();
      world.cluster().advanceUntil(released::isDone, Duration.ofSeconds(10));
      return true;
    }
    return false;
  }
}
