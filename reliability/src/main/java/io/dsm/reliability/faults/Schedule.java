// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Injects faults at random, several at a time, and takes each back after a while. Leaders are hit
 * more often than chance would. From time to time it takes all back and lets the nodes recover. The
 * seed fixes what is tried; what was possible, processes decide.
 */
final class Schedule {

  private static final int CALM_EVERY = 25;

  private final Rig rig;
  private final Random random;
  private final Tally tally;
  private final PriorityQueue<End> ends = new PriorityQueue<>(Comparator.comparingLong(End::at));
  private final Set<Rig.Node> busy = new HashSet<>();
  private final Set<Rig.Node> shifted = new HashSet<>();
  private boolean cut;
  private int faults;

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private record End(long at, Step step) {}

  Schedule(Rig rig, long seed, Tally tally) {
    this.rig = rig;
    this.random = new Random(seed);
    this.tally = tally;
  }

  /** Injects until the time is over, then takes everything back. */
  void run(Duration duration) throws IOException, InterruptedException {
    long over = System.nanoTime() + duration.toNanos();
    while (System.nanoTime() - over < 0) {
      long next = System.nanoTime() + millis(300, 1_800);
      while (System.nanoTime() - next < 0) {
        endDue(System.nanoTime());
        TimeUnit.MILLISECONDS.sleep(10);
      }
      inject();
      faults++;
      if (faults % CALM_EVERY == 0) {
        calm();
        TimeUnit.NANOSECONDS.sleep(millis(1_000, 4_000));
      }
    }
    calm();
  }

  private long millis(int least, int most) {
    return TimeUnit.MILLISECONDS.toNanos(random.nextInt(least, most));
  }

  private void endDue(long now) throws IOException, InterruptedException {
    while (!ends.isEmpty() && ends.peek().at() - now <= 0) {
      ends.remove().step().run();
    }
  }

  private void calm() throws IOException, InterruptedException {
    while (!ends.isEmpty()) {
      ends.remove().step().run();
    }
    for (Rig.Node node : rig.nodes()) {
      rig.awaitReady(node);
    }
  }

  private void later(long nanos, Step step) {
    ends.add(new End(System.nanoTime() + nanos, step));
  }

  private void inject() throws IOException, InterruptedException {
    int dice = random.nextInt(100);
    if (dice < 30) {
      kill();
    } else if (dice < 57) {
      pause();
    } else if (dice < 75) {
      cut(Tally.Kind.CUT, cutInTwo());
    } else if (dice < 90) {
      cut(Tally.Kind.ONE_WAY, cutOneWay());
    } else {
      shiftClock();
    }
  }

  /** Nodes nothing is being done to, leaders often first. */
  private List<Rig.Node> free() {
    List<Rig.Node> free = new ArrayList<>(rig.nodes());
    free.removeIf(node -> busy.contains(node) || !node.isReady());
    Collections.shuffle(free, random);
    if (random.nextInt(10) < 4) {
      free.sort(Comparator.comparing(node -> !node.process().leads()));
    }
    return free;
  }

  private void kill() throws IOException, InterruptedException {
    List<Rig.Node> free = free();
    int size = rig.nodes().size();
    int most = random.nextInt(25) == 0 ? size : random.nextInt(4) == 0 ? size / 2 : 1;
    for (Rig.Node node : free.subList(0, Math.min(most, free.size()))) {
      busy.add(node);
      rig.kill(node);
      tally.add(Tally.Kind.KILL);
      later(
          millis(0, 2_500),
          () -> {
            rig.restart(node);
            busy.remove(node);
          });
    }
  }

  private void pause() throws InterruptedException {
    for (Rig.Node node : free().stream().limit(1).toList()) {
      busy.add(node);
      node.process().pause();
      tally.add(Tally.Kind.PAUSE);
      boolean brief = random.nextInt(3) == 0;
      later(
          brief ? millis(100, 1_000) : millis(1_000, 6_000),
          () -> {
            node.process().resume();
            busy.remove(node);
          });
    }
  }

  private void cut(Tally.Kind kind, Set<Network.Link> links) throws InterruptedException {
    if (cut) {
      return;
    }
    cut = true;
    rig.cutOnly(links);
    tally.add(kind);
    later(
        millis(500, 7_000),
        () -> {
          rig.cutOnly(Set.of());
          cut = false;
        });
  }

  /** Two sides, or only a few pairs that do not reach each other. */
  private Set<Network.Link> cutInTwo() {
    List<Rig.Node> nodes = new ArrayList<>(rig.nodes());
    Collections.shuffle(nodes, random);
    if (random.nextInt(10) < 4) {
      nodes.sort(Comparator.comparing(node -> !node.process().leads()));
    }
    int side = 1 + random.nextInt(nodes.size() - 1);
    boolean partial = random.nextInt(4) == 0;
    Set<Network.Link> links = new HashSet<>();
    for (Rig.Node left : nodes.subList(0, side)) {
      for (Rig.Node right : nodes.subList(side, nodes.size())) {
        if (!partial || random.nextBoolean()) {
          links.add(new Network.Link(left.index(), right.index()));
          links.add(new Network.Link(right.index(), left.index()));
        }
      }
    }
    return links;
  }

  /** One node that is not heard, or does not hear, by some or all others. */
  private Set<Network.Link> cutOneWay() {
    List<Rig.Node> nodes = rig.nodes();
    int one =
        nodes.stream()
            .filter(node -> node.process().leads() && random.nextBoolean())
            .findFirst()
            .orElseGet(() -> nodes.get(random.nextInt(nodes.size())))
            .index();
    boolean mute = random.nextBoolean();
    boolean all = random.nextBoolean();
    Set<Network.Link> links = new HashSet<>();
    for (int other = 0; other < nodes.size(); other++) {
      if (other != one && (all || random.nextBoolean())) {
        links.add(mute ? new Network.Link(one, other) : new Network.Link(other, one));
      }
    }
    return links;
  }

  /**
   * Ahead by less than what peers tolerate, or behind by up to an hour. A clock far ahead is no
   * fault to recover from: what it stamped stays refused until that time has come.
   */
  private void shiftClock() throws IOException {
    Rig.Node node = rig.nodes().get(random.nextInt(rig.nodes().size()));
    if (!rig.clocksShift() || shifted.contains(node)) {
      return;
    }
    shifted.add(node);
    int millis =
        switch (random.nextInt(3)) {
          case 0 -> random.nextInt(400);
          case 1 -> -random.nextInt(400);
          default -> -random.nextInt(3_600_000);
        };
    rig.shiftClock(node, Duration.ofMillis(millis));
    tally.add(Tally.Kind.CLOCK);
    later(
        millis(500, 6_000),
        () -> {
          rig.shiftClock(node, Duration.ZERO);
          shifted.remove(node);
        });
  }
}
