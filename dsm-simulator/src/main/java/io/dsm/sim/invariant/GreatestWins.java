// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.crdt.VersionVector;
import io.dsm.register.RegisterEntry;
import io.dsm.register.Version;
import io.dsm.sim.oracle.Operation;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.Specs;
import io.dsm.sim.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * R2: at any time a replica holds at least the greatest of the writes it says it has received, and
 * exactly that one if it says so of all writes; R5: a removal that was received and is above it is
 * not undone. A replica may hold more than it says, because a part of a snapshot brought it.
 * Versions of tombstones are known within bounds only: where the bounds allow both outcomes, both
 * are accepted.
 */
public final class GreatestWins implements Invariant {

  @Override
  public void judge(World world) {
    world.sites().forEach(site -> judge(world, site, true));
  }

  /** The same while work and faults go on. */
  public void judgeDuring(World world) {
    world.awake().forEach(site -> judge(world, site, false));
  }

  private static void judge(World world, Site site, boolean quiet) {
    VersionVector known = site.known();
    for (String key : Specs.REGISTER_KEYS) {
      List<Operation> all = world.history().of(key);
      all.stream()
          .filter(it -> it.isKnownTo(known))
          .filter(Operation.Put.class::isInstance)
          .map(Operation.Put.class::cast)
          .max(Comparator.comparing(Operation.Put::version))
          .ifPresent(greatest -> judge(world, site, greatest, all, quiet));
    }
  }

  private static void judge(
      World world, Site site, Operation.Put greatest, List<Operation> all, boolean quiet) {
    Optional<Version> present = site.registers().entry(greatest.key()).map(RegisterEntry::version);
    if (present.isEmpty()) {
      boolean mayBeGone =
          greatest.isTemporary() || all.stream().anyMatch(it -> mayEnd(world, it, greatest));
      world.verdict().check(mayBeGone, "R2", site.member() + " lacks " + greatest);
      return;
    }
    int order = present.get().compareTo(greatest.version());
    world
        .verdict()
        .check(order >= 0, "R2", site.member() + " has " + present + " instead of " + greatest);
    boolean surelyGone =
        (quiet && greatest.isTemporary())
            || all.stream()
                .filter(it -> it.isKnownTo(site.known()))
                .anyMatch(it -> surelyEnds(it, greatest));
    world
        .verdict()
        .check(order != 0 || !surelyGone, "R5", site.member() + " still has " + greatest);
  }

  /** Whether an operation, received or not, may be why a key has no value. */
  private static boolean mayEnd(World world, Operation operation, Operation.Put greatest) {
    return switch (operation) {
      case Operation.Removal removal ->
          world
              .history()
              .above(removal)
              .filter(version -> version.compareTo(greatest.version()) <= 0)
              .isEmpty();
      case Operation.Put put ->
          put.isTemporary() && put.version().compareTo(greatest.version()) > 0;
      case Operation.Addition _, Operation.Insertion _, Operation.Deletion _ -> false;
    };
  }

  private static boolean surelyEnds(Operation operation, Operation.Put greatest) {
    return operation instanceof Operation.Removal removal
        && removal.above().filter(v -> v.compareTo(greatest.version()) >= 0).isPresent();
  }
}
