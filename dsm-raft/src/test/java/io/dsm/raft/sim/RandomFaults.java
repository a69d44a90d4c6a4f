// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One run: random faults and random calls, then peace, then the verdict. */
public final class RandomFaults {

  private static final int STEPS = 150;

  private final Cluster cluster;
  private final Schedule chance;
  private final List<String> acknowledged = new ArrayList<>();
  private int calls;

  public RandomFaults(long seed) {
    int voters = seed % 4 == 0 ? 5 : 3;
    cluster = new Cluster(seed, voters, Cluster.timing(200, 15 + (int) (seed % 40)));
    chance = cluster.schedule();
  }

  /** Plays the run; returns what went wrong, empty if nothing. */
  public String play() {
    try {
      cluster.startAll();
      for (int step = 0; step < STEPS; step++) {
        act();
        chance.runFor(chance.below(300) * Cluster.MILLIS);
      }
      makePeace();
      cluster.commit("peace");
      cluster.awaitAgreement();
    } catch (AssertionError e) {
      return e.getMessage();
    }
    return verdict();
  }

  private String verdict() {
    List<String> commands = cluster.truth().commands();
    Set<String> distinct = new HashSet<>(commands);
    if (distinct.size() != commands.size()) {
      cluster.truth().violated("a command was applied twice");
    }
    acknowledged.stream()
        .filter(command -> !distinct.contains(command))
        .forEach(command -> cluster.truth().violated("acknowledged but lost: " + command));
    return String.join("; ", cluster.truth().violations());
  }

  private void act() {
    Seat seat = cluster.seat(chance.below(cluster.seats().size()));
    switch (chance.below(16)) {
      case 0 -> crash(seat);
      case 1, 2 -> startOne();
      case 3 -> cluster.isolate(seat);
      case 4 -> cutOneWay(seat);
      case 5, 6 -> cluster.heal();
      case 7 -> pauseForAWhile(seat);
      case 8 -> disturb();
      case 9 -> cluster.leader().ifPresent(this::crash);
      case 10 -> readEverywhere();
      default -> proposeEverywhere();
    }
  }

  private void crash(Seat seat) {
    if (seat.isUp()) {
      seat.crash();
    }
  }

  private void startOne() {
    cluster.seats().stream().filter(seat -> !seat.isUp()).findFirst().ifPresent(Seat::start);
  }

  private void cutOneWay(Seat seat) {
    Seat other = cluster.seat(chance.below(cluster.seats().size()));
    cluster.network().cut(seat.node(), other.node());
  }

  private void pauseForAWhile(Seat seat) {
    if (seat.isUp()) {
      Host host = seat.host();
      host.pause();
      chance.after(chance.below(3_000) * Cluster.MILLIS, host::resume);
    }
  }

  private void disturb() {
    if (chance.chance(0.5)) {
      cluster.network().disturb(0, 0, Cluster.MILLIS);
    } else {
      int delay = chance.chance(0.3) ? 1_500 : 20;
      cluster.network().disturb(0.2 * chance.below(3), 0.1, delay * Cluster.MILLIS);
    }
  }

  private void proposeEverywhere() {
    int burst = 1 + chance.below(10);
    for (Seat seat : cluster.seats()) {
      for (int i = 0; i < burst && seat.isUp(); i++) {
        String command = "c" + calls++;
        cluster.propose(seat, command).thenAccept(size -> acknowledged.add(command));
      }
    }
  }

  // A read may answer with nothing older than what was acknowledged to anyone before it was asked.
  private void readEverywhere() {
    for (Seat seat : cluster.seats()) {
      if (seat.isUp()) {
        int least = cluster.truth().acknowledgedMax();
        seat.log()
            .read(new byte[0])
            .thenAccept(
                answer -> {
                  int size = AppendingMachine.sizeIn(answer);
                  cluster.truth().acknowledged(size);
                  if (size < least) {
                    cluster.truth().violated("a read saw " + size + " commands of " + least);
                  }
                });
      }
    }
  }

  private void makePeace() {
    cluster.heal();
    cluster.network().disturb(0, 0, Cluster.MILLIS);
    cluster.seats().forEach(seat -> seat.host().resume());
    cluster.seats().stream().filter(seat -> !seat.isUp()).forEach(Seat::start);
  }

  public int acknowledged() {
    return acknowledged.size();
  }

  public long trace() {
    return cluster.truth().trace();
  }
}
