// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.workload;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import io.dsm.sim.oracle.Operation;
import io.dsm.sim.world.Site;
import io.dsm.sim.world.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Marks that must only ever go up: numbers of mutations (C4, which are the dots), lives (C4),
 * versions of a node across its restarts (R4), and what a life knows.
 */
final class Marks {

  /** Offset between two clocks, what restarts reserve ahead, and a jump back, with room. */
  private static final long AHEAD_MILLIS_MAX = 3_000;

  private static final long WALL_START_MILLIS = 1_750_000_000_000L;

  private final World world;
  private final Map<String, Incarnation> lives = new HashMap<>();
  private final Map<String, Version> versions = new HashMap<>();
  private final Set<String> dots = new HashSet<>();

  Marks(World world) {
    this.world = world;
  }

  void opened(Site site) {
    Incarnation life = site.member().incarnation();
    Incarnation before = lives.put(site.name(), life);
    world
        .verdict()
        .check(
            before == null || before.compareTo(life) < 0,
            "C4",
            site.member() + " is not a later life than " + before);
  }

  /** Records the mutation that a site has just made, if it made one. */
  void made(Site site, VersionVector before, LongFunction<Operation> operation) {
    Member self = site.member();
    VersionVector known = site.known();
    world.verdict().check(known.covers(before), "R1", self + " forgot something it knew");
    world.history().saw(self, known);
    long number = known.of(self);
    if (number > before.of(self)) {
      world
          .verdict()
          .check(dots.add(self + "/" + number), "C4", "dot " + number + " of " + self + " twice");
      Operation made = operation.apply(number);
      world.history().add(made);
      world.note(made.toString());
    }
  }

  /** A mutation that was told to have happened has a number, or nobody would ever get it. */
  void counts(Site site, VersionVector before, String what) {
    world
        .verdict()
        .check(
            site.known().of(site.member()) > before.of(site.member()),
            "R2",
            site.member() + " has done but not counted " + what);
  }

  void stamped(Site site, Version version) {
    Version before = versions.put(site.name(), version);
    world
        .verdict()
        .check(
            before == null || before.compareTo(version) < 0,
            "R4",
            site.name() + " stamped " + version + " after " + before);
    long ahead = version.physicalMillis() - WALL_START_MILLIS - world.nowMillis();
    world
        .verdict()
        .check(ahead <= AHEAD_MILLIS_MAX, "R4", version + " is " + ahead + " ms ahead of truth");
  }
}
