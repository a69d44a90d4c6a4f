// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.fault;

import io.dsm.sim.world.World;
import io.dsm.testkit.SimulatedCluster;
import io.dsm.testkit.Weather;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes wrong between nodes. */
final class NetworkFaults {

  private final World world;
  private final Tally tally;
  private final SimulatedCluster cluster;
  private String flapFrom = "";
  private String flapTo = "";

  NetworkFaults(World world, Tally tally) {
    this.world = world;
    this.tally = tally;
    this.cluster = world.cluster();
  }

  void act() {
    switch (world.random().nextInt(7)) {
      case 0 -> weather();
      case 1 -> partition();
      case 2 -> isolate();
      case 3 -> oneWay();
      case 4 -> partial();
      case 5 -> beginFlapping();
      default -> heal();
    }
  }

  void heal() {
    world.note("heal");
    flapFrom = "";
    cluster.heal();
  }

  /** Whole, and nothing lost any more. */
  void calm() {
    heal();
    cluster.weather(Weather.FAIR);
  }

  /** A link that comes and goes. */
  void flap() {
    if (!flapFrom.isEmpty() && world.chance(20)) {
      tally.count("flap");
      if (cluster.isOpen(flapFrom, flapTo)) {
        cluster.cut(flapFrom, flapTo);
      } else {
        cluster.mend(flapFrom, flapTo);
      }
    }
  }

  private void weather() {
    Weather weather =
        new Weather(
            world.chance(50) ? world.random().nextInt(30) : 0,
            world.chance(50) ? world.random().nextInt(20) : 0,
            Duration.ofNanos(100_000),
            Duration.ofMillis(1 + world.random().nextInt(world.chance(30) ? 300 : 20)),
            world.chance(50));
    world.note(weather.toString());
    tally.count("weather");
    if (weather.lossPercent() > 0) {
      tally.count("weather-loss");
    }
    if (weather.duplicatePercent() > 0) {
      tally.count("weather-duplication");
    }
    if (weather.reordering()) {
      tally.count("weather-reordering");
    }
    cluster.weather(weather);
  }

  private void partition() {
    Set<String> left =
        cluster.names().stream().filter(name -> world.chance(50)).collect(Collectors.toSet());
    tally.count("partition");
    split(left);
  }

  private void isolate() {
    tally.count("isolation");
    split(Set.of(world.pick(cluster.names())));
  }

  private void split(Set<String> left) {
    Set<String> right =
        cluster.names().stream().filter(name -> !left.contains(name)).collect(Collectors.toSet());
    world.note("partition " + left.stream().sorted().toList());
    cluster.partition(left, right);
  }

  private void oneWay() {
    List<String> names = cluster.names();
    tally.count("one-way");
    cut(world.pick(names), world.pick(names));
  }

  private void partial() {
    tally.count("partial");
    for (String from : cluster.names()) {
      for (String to : cluster.names()) {
        if (world.chance(30)) {
          cut(from, to);
        }
      }
    }
  }

  private void cut(String from, String to) {
    world.note("cut " + from + " to " + to);
    cluster.cut(from, to);
  }

  private void beginFlapping() {
    flapFrom = world.pick(cluster.names());
    flapTo = world.pick(cluster.names());
    world.note("flapping " + flapFrom + " to " + flapTo);
  }
}
