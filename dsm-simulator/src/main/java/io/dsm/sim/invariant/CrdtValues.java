// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.crdt.VersionVector;
import io.dsm.sim.oracle.Operation;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.List;

/**
 * C2: a value equals what an executable specification makes of the operations that the replica says
 * it has: the sum of all additions; every insertion that no deletion had seen. Not checked:
 * counters and elements that an operation was lost of, with the only nodes that had it. A part of a
 * snapshot may have brought it all the same, and a deletion does not reach an insertion that was
 * renewed by a lost one.
 */
public final class CrdtValues implements Invariant {

  private List<Operation> lost = List.of();

  @Override
  public void judge(World world) {
    for (Site site : world.sites()) {
      VersionVector known = site.known();
      lost = world.history().lost(Operation.class, known);
      judgeCounters(world, site, world.history().known(Operation.Addition.class, known));
      judgeSets(
          world,
          site,
          world.history().known(Operation.Insertion.class, known),
          world.history().known(Operation.Deletion.class, known));
    }
  }

  private void judgeCounters(World world, Site site, List<Operation.Addition> additions) {
    for (String key : Specs.COUNTER_KEYS) {
      long expected =
          additions.stream()
              .filter(addition -> addition.key().equals(key))
              .mapToLong(Operation.Addition::amount)
              .sum();
      long actual = site.counters().at(key).value();
      world
          .verdict()
          .check(
              actual == expected || lost.stream().anyMatch(it -> it.key().equals(key)),
              "C2",
              site.member() + " counts " + actual + " at " + key + " instead of " + expected);
    }
  }

  private void judgeSets(
      World world,
      Site site,
      List<Operation.Insertion> insertions,
      List<Operation.Deletion> deletions) {
    for (String key : Specs.SET_KEYS) {
      List<String> expected =
          insertions.stream()
              .filter(it -> it.key().equals(key) && isWhole(key, it.element()))
              .filter(it -> deletions.stream().noneMatch(deletion -> undoes(deletion, it)))
              .map(Operation.Insertion::element)
              .distinct()
              .sorted()
              .toList();
      List<String> actual =
          site.sets().at(key).elements().stream()
              .filter(element -> isWhole(key, element))
              .sorted()
              .toList();
      world
          .verdict()
          .check(
              actual.equals(expected),
              "C2",
              site.member() + " holds " + actual + " at " + key + " instead of " + expected);
    }
  }

  private boolean isWhole(String key, String element) {
    return lost.stream()
        .filter(it -> it.key().equals(key))
        .noneMatch(
            it ->
                switch (it) {
                  case Operation.Insertion insertion -> insertion.element().equals(element);
                  case Operation.Deletion deletion -> deletion.element().equals(element);
                  case Operation.Put _, Operation.Removal _, Operation.Addition _ -> false;
                });
  }

  private static boolean undoes(Operation.Deletion deletion, Operation.Insertion insertion) {
    return deletion.key().equals(insertion.key())
        && deletion.element().equals(insertion.element())
        && insertion.isKnownTo(deletion.seen());
  }
}
