// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Hands changes to one quick and one slow watcher of the registers of every node, and to a watcher
 * of its counters. E1 and E3: see {@link Told}; and what watchers were told adds up to what is
 * there.
 */
public final class Watchers implements Invariant {

  private final World world;
  private final Map<Site, Watching> watching = new HashMap<>();

  /** The watchers of one life. */
  private record Watching(Told quick, Told slow, Map<String, Long> counts) {}

  public Watchers(World world) {
    this.world = world;
    world.whenOpened(this::of);
  }

  private Watching of(Site site) {
    return watching.computeIfAbsent(site, this::listen);
  }

  private Watching listen(Site site) {
    Told quick = new Told(world, site, "a watcher");
    Told slow = new Told(world, site, "a slow watcher");
    Map<String, Long> counts = new HashMap<>();
    var _ = site.registers().watch(quick::onNext);
    site.registers().changes().subscribe(slow);
    var _ = site.counters().watch(change -> counts.putAll(site.counts()));
    return new Watching(quick, slow, counts);
  }

  /** Now and then somebody slow takes a few changes. */
  public void act() {
    for (Site site : world.awake()) {
      if (world.chance(10)) {
        of(site).slow().take(1 + world.random().nextInt(3));
      }
    }
  }

  /** All that was told must be what is there, once nobody is slow any more. */
  @Override
  public void judge(World quiet) {
    quiet.sites().forEach(site -> of(site).slow().take(Long.MAX_VALUE));
    quiet.advance(Duration.ofSeconds(1));
    for (Site site : quiet.sites()) {
      Map<String, String> there = site.registers().all();
      Watching told = of(site);
      told.quick().judge(there);
      told.slow().judge(there);
      site.counts()
          .forEach(
              (key, value) ->
                  quiet
                      .verdict()
                      .check(
                          value.equals(told.counts().getOrDefault(key, 0L)),
                          "E1",
                          site.member()
                              + " told of "
                              + told.counts()
                              + " but has "
                              + site.counts()));
    }
  }
}
