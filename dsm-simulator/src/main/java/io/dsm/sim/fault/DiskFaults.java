// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.fault;

import io.dsm.sim.world.World;
import java.util.List;
import java.util.TreeSet;

/**
 * Disks of durable collections that fail, fill up, or are replaced by empty ones. Whoever has had a
 * disk error is restarted some day, at the latest when the storm is over. One voter may lose all it
 * keeps.
 */
final class DiskFaults {

  private final World world;
  private final Tally tally;
  private final VoterDiskFaults voters;
  private final TreeSet<String> full = new TreeSet<>();
  private final TreeSet<String> failing = new TreeSet<>();
  private boolean forgetful;

  DiskFaults(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
    this.voters = new VoterDiskFaults(world, tally);
  }

  void act() {
    switch (world.random().nextInt(7)) {
      case 0 -> failSync();
      case 1 -> fill();
      case 2 -> makeRoom();
      case 3 -> voters.act();
      case 4 -> voters.startFromWrongDisk();
      default -> replace();
    }
  }

  /** All disks are in order; who has seen an error is down. */
  void settle() {
    makeRoom();
    failing.addAll(voters.settle());
    for (String name : failing) {
      world.cluster().failSync(name, false);
      if (world.cluster().isUp(name)) {
        world.crash(name, false);
      }
    }
    failing.clear();
  }

  private void failSync() {
    String name = world.pick(world.cluster().names());
    world.note("the next sync of " + name + " fails");
    tally.count("sync-error");
    failing.add(name);
    world.allow("journal");
    world.cluster().failSync(name, true);
  }

  private void fill() {
    String name = world.pick(world.cluster().names());
    world.note("the disk of " + name + " is full");
    tally.count("disk-full");
    full.add(name);
    failing.add(name);
    world.allow("journal");
    world.cluster().fillDisk(name, true);
  }

  private void makeRoom() {
    full.forEach(name -> world.cluster().fillDisk(name, false));
    full.clear();
  }

  private void replace() {
    List<String> candidates =
        world.cluster().names().stream()
            .filter(name -> !world.cluster().isUp(name) && mayForget(name))
            .toList();
    if (!candidates.isEmpty()) {
      String name = world.pick(candidates);
      boolean votes = world.voters().contains(name);
      tally.count(votes ? "voter-amnesia" : "amnesia");
      forgetful |= votes;
      world.replaceDisk(name);
    }
  }

  /**
   * Of three voters one, once: if another forgot before the first has its place again, the group
   * would be over. Five are left alone: four of them, for a moment, write with two. Where voters
   * change, nobody forgets who ever was one.
   */
  private boolean mayForget(String name) {
    return !world.everVoters().contains(name)
        || (!world.votersChange() && world.voters().size() == 3 && !forgetful);
  }
}
