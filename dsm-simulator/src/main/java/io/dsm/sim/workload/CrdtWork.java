// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.crdt.Dot;
import io.dsm.crdt.PnCounter;
import io.dsm.crdt.VersionVector;
import io.dsm.sim.oracle.Operation;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.Set;

/** Additions to counters, insertions into and deletions from sets. */
final class CrdtWork {

  private final World world;
  private final Marks marks;

  CrdtWork(World world, Marks marks) {
    this.world = world;
    this.marks = marks;
  }

  void act(Site site) {
    VersionVector before = site.known();
    switch (world.random().nextInt(5)) {
      case 0, 1 -> {
        String key = world.pick(Specs.COUNTER_KEYS);
        long amount = world.random().nextLong(-3, 8);
        add(site, before, key, amount);
      }
      case 2, 3 -> {
        String key = world.pick(Specs.SET_KEYS);
        String element = world.pick(Specs.ELEMENTS);
        site.sets().at(key).add(element);
        marks.counts(site, before, "an insertion into " + key);
        marks.made(site, before, n -> new Operation.Insertion(key, site.member(), n, element));
      }
      default -> {
        String key = world.pick(Specs.SET_KEYS);
        String element = world.pick(Specs.ELEMENTS);
        Set<Dot> removed = site.insertions(key);
        site.sets().at(key).remove(element);
        removed.removeAll(site.insertions(key));
        marks.made(
            site, before, n -> new Operation.Deletion(key, site.member(), n, element, removed));
      }
    }
  }

  /** Adds in two parts: the second, and the first if it comes soon after others, waits for more. */
  private void add(Site site, VersionVector before, String key, long amount) {
    PnCounter counter = site.counters().at(key);
    long first = amount / 2;
    counter.add(first);
    VersionVector between = site.known();
    boolean counted = between.of(site.member()) > before.of(site.member());
    marks.made(site, before, n -> new Operation.Addition(key, site.member(), n, first));
    counter.add(amount - first);
    // Whoever asks for the vector gets one that has all additions of before.
    site.counters().versionVector();
    long rest = counted ? amount - first : amount;
    if (rest != 0) {
      marks.counts(site, between, "an addition to " + key);
    }
    marks.made(site, between, n -> new Operation.Addition(key, site.member(), n, rest));
  }
}
