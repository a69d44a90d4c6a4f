// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.fault;

import io.dsm.sim.world.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes wrong with what voters keep, and disks that are not a node's own. P3: a log with a
 * damaged byte before its end is refused, and one that was repaired serves again. P5: a node does
 * not start from a copy of another's disk.
 */
final class VoterDiskFaults {

  private final World world;
  private final Tally tally;
  private final TreeSet<String> ill = new TreeSet<>();

  VoterDiskFaults(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
  }

  /** The next sync of a voter fails, or its disk is full: it stops to vote. */
  void act() {
    String name = world.pick(world.voters());
    boolean full = world.chance(40);
    world.note(
        full ? "no room for the log of " + name : "the next sync of the log of " + name + " fails");
    tally.count(full ? "voter-disk-full" : "voter-sync-error");
    ill.add(name);
    for (String told : List.of("stops voting", "task of the replicated log", "journal")) {
      world.allow(told);
    }
    if (full) {
      world.cluster().fillVoterDisk(name, true);
    } else {
      world.cluster().failVoterSync(name, true);
    }
  }

  /** All disks work; names of those who have to begin anew. */
  Set<String> settle() {
    for (String name : ill) {
      world.cluster().fillVoterDisk(name, false);
      world.cluster().failVoterSync(name, false);
    }
    Set<String> begin = new TreeSet<>(ill);
    ill.clear();
    return begin;
  }

  void startFromWrongDisk() {
    List<String> down =
        world.voters().stream().filter(name -> !world.cluster().isUp(name)).toList();
    if (down.isEmpty()) {
      return;
    }
    world.allow("journal");
    // Whoever is no member now opens its log much later, if at all: then it could not be repaired.
    if (world.chance(50) && !world.votersChange()) {
      damage(world.pick(down));
    } else {
      cloned(world.pick(down));
    }
  }

  private void damage(String name) {
    long place = world.random().nextLong();
    Optional<String> file = world.cluster().flipVoterByte(name, place);
    if (file.isEmpty()) {
      return;
    }
    tally.count("voter-log-damage");
    Optional<String> refusal = world.tryToStart(name);
    world.note("damaged " + file.get() + " of " + name + ": " + refusal.orElse("it started"));
    boolean unread = refusal.isEmpty() && !world.cluster().voterHasRead(name, file.get());
    world.verdict().check(refusal.isPresent() || unread, "P3", name + " votes with a damaged log");
    if (refusal.isPresent()) {
      world.cluster().flipVoterByte(name, place);
    }
  }

  private void cloned(String name) {
    List<String> others =
        world.cluster().names().stream().filter(other -> !other.equals(name)).toList();
    String from = world.pick(others);
    tally.count("cloned-disk");
    Optional<String> refusal = world.cluster().tryClone(from, name);
    world.note(name + " from the disk of " + from + ": " + refusal.orElse("it started"));
    world.verdict().check(refusal.isPresent(), "P5", name + " started from the disk of " + from);
  }
}
