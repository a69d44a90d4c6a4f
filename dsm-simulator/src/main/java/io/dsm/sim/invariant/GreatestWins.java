// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import io.dsm.sim.oracle.History;
import io.dsm.sim.oracle.Operation;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * R2: the winner is the greatest version among the writes a replica has received; R5: a removal
 * that was received and is above it is not undone. Versions of tombstones are known within bounds
 * only: where the bounds allow both outcomes, both are accepted.
 */
public final class GreatestWins implements Invariant {

  @Override
  public void judge(World world) {
    for (Site site : world.sites()) {
      VersionVector known = site.known();
      List<Operation.Put> puts = world.history().known(Operation.Put.class, known);
      List<Operation.Removal> removals = world.history().known(Operation.Removal.class, known);
      List<Operation> lost = world.history().lost(Operation.class, known);
      for (String key : Specs.REGISTER_KEYS) {
        if (lost.stream().anyMatch(operation -> operation.key().equals(key))) {
          continue;
        }
        Optional<Operation.Put> greatest =
            puts.stream()
                .filter(put -> put.key().equals(key))
                .max(Comparator.comparing(Operation.Put::version));
        greatest.ifPresent(
            put -> judge(world, site, put, removals.stream().filter(r -> r.key().equals(key))));
      }
    }
  }

  private static void judge(
      World world,
      Site site,
      Operation.Put greatest,
      java.util.stream.Stream<Operation.Removal> removals) {
    Optional<Version> present =
        site.registers().entry(greatest.key()).map(entry -> entry.version());
    History history = world.history();
    List<Operation.Removal> ofKey = removals.toList();
    boolean surelyRemoved =
        ofKey.stream()
            .anyMatch(
                removal ->
                    removal.above().filter(v -> v.compareTo(greatest.version()) >= 0).isPresent());
    boolean perhapsRemoved =
        ofKey.stream()
            .anyMatch(
                removal ->
                    history
                        .above(removal)
                        .filter(v -> v.compareTo(greatest.version()) <= 0)
                        .isEmpty());
    if (present.isEmpty()) {
      world
          .verdict()
          .check(
              greatest.isTemporary() || perhapsRemoved, "R2", site.member() + " lacks " + greatest);
    } else {
      world
          .verdict()
          .check(
              present.get().equals(greatest.version()),
              "R2",
              site.member() + " has " + present.get() + " instead of " + greatest);
      world
          .verdict()
          .check(
              !surelyRemoved && !greatest.isTemporary(),
              "R5",
              site.member() + " still has " + greatest);
    }
  }
}
