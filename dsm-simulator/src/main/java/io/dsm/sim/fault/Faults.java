// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.fault;

import io.dsm.sim.world.World;
import io.dsm.testkit.SimulatedCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whatever can go wrong, at random. Keeps at most so much broken that work goes on. */
public final class Faults {

  private static final int PERIOD_MILLIS = 8_000;

  private final World world;
  private final SimulatedCluster cluster;
  private final NetworkFaults network;
  private final ClockFaults clocks;
  private final Map<String, Long> wakeAt = new HashMap<>();
  private final DiskFaults disks;
  private final VoterChanges voters;
  private final Tally tally = new Tally();
  private int count;

  public Faults(World world) {
    this.world = world;
    this.cluster = world.cluster();
    this.network = new NetworkFaults(world, tally);
    this.clocks = new ClockFaults(world, tally);
    this.disks = new DiskFaults(world, tally);
    this.voters = new VoterChanges(world, tally);
  }

  /** How many there were. */
  public int count() {
    return count;
  }

  /** How many there were of each kind; a weather may be several. */
  public Map<String, Long> kinds() {
    return tally.counts();
  }

  /** What was to end by now, ends. */
  public void passes() {
    clocks.discipline();
    wakeWhoSleptEnough();
  }

  /** Perhaps one fault. */
  public void act() {
    network.flap();
    if (!world.chance(7)) {
      return;
    }
    count++;
    switch (world.random().nextInt(14)) {
      case 0, 1, 2, 3 -> network.act();
      case 4 -> network.heal();
      case 5 -> clocks.act();
      case 6 -> pause();
      case 7 -> crash(false);
      case 8 -> crash(true);
      case 9 -> outage();
      case 10 -> leave();
      case 11, 12 -> disks.act();
      default -> startOne();
    }
    if (world.chance(50)) {
      startOne();
    }
  }

  /** Perhaps another setting of who votes. */
  public void changeVoters() {
    voters.act();
  }

  /** Everything runs and reaches everything; clock rates stay wrong within their bound. */
  public void end() {
    network.calm();
    cluster.running().stream().filter(cluster::isPaused).forEach(this::wake);
    clocks.settle();
    disks.settle();
    cluster.names().stream().filter(name -> !cluster.isUp(name)).forEach(world::start);
  }

  private void pause() {
    List<String> awake = running();
    if (awake.size() > 1) {
      String name = world.pick(awake);
      world.note("pause " + name);
      tally.count("pause");
      cluster.pause(name);
      wakeAt.put(name, world.nowMillis() + world.random().nextInt(PERIOD_MILLIS));
    }
  }

  private void wakeWhoSleptEnough() {
    for (String name : cluster.running()) {
      if (cluster.isPaused(name) && wakeAt.getOrDefault(name, 0L) <= world.nowMillis()) {
        wake(name);
      }
    }
  }

  private void wake(String name) {
    world.note("resume " + name);
    cluster.resume(name);
  }

  private void crash(boolean powerLost) {
    if (cluster.running().size() > 1) {
      tally.count(powerLost ? "power-cut" : "kill");
      world.crash(world.pick(cluster.running()), powerLost);
    }
  }

  /** The power of all goes at once; most come back at once. */
  private void outage() {
    if (world.chance(40)) {
      tally.count("outage");
      cluster.running().forEach(name -> world.crash(name, true));
      cluster.names().stream().filter(name -> world.chance(80)).forEach(world::start);
    }
  }

  private void leave() {
    List<String> awake = running();
    if (awake.size() > 2) {
      tally.count("leave");
      world.leave(world.pick(awake));
    }
  }

  private void startOne() {
    List<String> down = cluster.names().stream().filter(name -> !cluster.isUp(name)).toList();
    if (!down.isEmpty()) {
      tally.count("start");
      world.start(world.pick(down));
    }
  }

  private List<String> running() {
    return cluster.running().stream().filter(name -> !cluster.isPaused(name)).toList();
  }
}
