// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.DsmException;
import io.dsm.crdt.VersionVector;
import io.dsm.register.RegisterEntry;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions;
import io.dsm.sim.oracle.Operation;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes of durable collections. P1: what a node has acknowledged as durable is there when its next
 * life begins, or something newer, whatever happened to process and power. Not checked: that a
 * write which was not acknowledged is gone.
 */
final class DurableWork {

  private final World world;
  private final Marks marks;
  private int values;

  DurableWork(World world, Marks marks) {
    this.world = world;
    this.marks = marks;
  }

  /** A node has begun a new life. */
  void opened(Site site) {
    world
        .promises()
        .of(site.name())
        .forEach(
            (key, promised) -> {
              Optional<Version> there = site.durable().entry(key).map(RegisterEntry::version);
              world
                  .verdict()
                  .check(
                      there.isPresent() && there.get().compareTo(promised) >= 0,
                      "P1",
                      site.member() + " has " + there + " at " + key + " but promised " + promised);
            });
  }

  void act(Site site) {
    if (world.chance(30)) {
      count(site);
    } else {
      put(site);
    }
  }

  /** A node whose disk has failed refuses, and must not have done it then. */
  private void put(Site site) {
    String key = world.pick(Specs.DURABLE_KEYS);
    String value = "durable-" + ++values;
    VersionVector before = site.known();
    var level =
        world.chance(70)
            ? WriteOptions.Acknowledgement.LOCAL
            : WriteOptions.Acknowledgement.MAJORITY;
    var done = site.durable().put(key, value, WriteOptions.of(level, Duration.ofSeconds(2)));
    Optional<RegisterEntry<String>> there =
        site.durable().entry(key).filter(entry -> entry.value().equals(value));
    there.ifPresent(
        entry ->
            marks.made(
                site,
                before,
                number ->
                    new Operation.Put(key, site.member(), number, value, entry.version(), false)));
    var _ =
        done.whenComplete(
            (acknowledged, failure) -> {
              world.note(key + " " + (failure == null ? "is durable" : "is not known as durable"));
              if (failure == null) {
                there.ifPresentOrElse(
                    entry -> world.promises().made(site.name(), key, entry.version()),
                    () ->
                        world
                            .verdict()
                            .violated("P1", site.member() + " acknowledged " + value + " unseen"));
              }
            });
  }

  private void count(Site site) {
    VersionVector before = site.known();
    try {
      site.durableCounters().at(Specs.DURABLE_COUNTER).add(1);
    } catch (DsmException.Unavailable | DsmException.Indeterminate failed) {
      world.note(site.name() + " did not make it durable: " + failed.getMessage());
    }
    marks.made(
        site,
        before,
        number -> new Operation.Addition(Specs.DURABLE_COUNTER, site.member(), number, 1));
  }
}
