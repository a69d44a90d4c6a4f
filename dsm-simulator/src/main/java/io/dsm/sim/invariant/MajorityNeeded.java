// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.world.World;
import io.dsm.testkit.SimulatedCluster;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * L4: no grant and no renewal without a majority of the voters. Checked: what the node has asked
 * can have reached a majority of the voters by the time it was answered, from island to island by
 * whatever chain of links in whatever direction. They need not have been within reach at the same
 * moment: an entry that one voter has is not lost when that voter is cut off and another comes. Not
 * checked: that those voters really agreed; and where voters change, which of them voted then: any
 * set between those that always do and those that ever do will pass.
 */
final class MajorityNeeded {

  private final World world;
  private final SimulatedCluster cluster;
  private final List<Moment> moments = new ArrayList<>();

  MajorityNeeded(World world) {
    this.world = world;
    this.cluster = world.cluster();
  }

  /**
   * Who can reach whom, until the next moment.
   *
   * @param islands disjoint
   */
  private record Moment(long millis, List<Set<String>> islands) {}

  void sample() {
    List<String> running = cluster.running();
    Set<String> done = new HashSet<>();
    List<Set<String>> islands = new ArrayList<>();
    for (String name : running) {
      if (!done.contains(name)) {
        Set<String> island = island(name, running);
        done.addAll(island);
        islands.add(island);
      }
    }
    if (moments.isEmpty() || !moments.getLast().islands().equals(islands)) {
      moments.add(new Moment(world.nowMillis(), islands));
    }
  }

  void check(LeaseWatch.Asked asked) {
    sample(); // links flap between two steps, too
    Set<String> reached = reachedSince(asked.atMillis(), asked.site().name());
    long voters = reached.stream().filter(world.everVoters()::contains).count();
    long missed = world.alwaysVoters().stream().filter(name -> !reached.contains(name)).count();
    world
        .verdict()
        .check(
            voters > missed,
            "L4",
            asked.member()
                + " got an answer about "
                + asked.name()
                + ", asked for at "
                + asked.atMillis()
                + " ms, which cannot have reached others than "
                + reached
                + " of the voters "
                + world.everVoters());
  }

  private Set<String> reachedSince(long millis, String name) {
    Set<String> reached = new HashSet<>(Set.of(name));
    for (Moment moment : moments.subList(inForceAt(millis), moments.size())) {
      for (Set<String> island : moment.islands()) {
        if (!Collections.disjoint(island, reached)) {
          reached.addAll(island);
        }
      }
    }
    return reached;
  }

  /** The last one that had begun before: in that very millisecond either may have been in force. */
  private int inForceAt(long millis) {
    int index = moments.size() - 1;
    while (index > 0 && moments.get(index).millis() >= millis) {
      index--;
    }
    return index;
  }

  private Set<String> island(String start, List<String> running) {
    Set<String> found = new HashSet<>(Set.of(start));
    Deque<String> next = new ArrayDeque<>(found);
    while (!next.isEmpty()) {
      String from = next.remove();
      for (String to : running) {
        if ((cluster.isOpen(from, to) || cluster.isOpen(to, from)) && found.add(to)) {
          next.add(to);
        }
      }
    }
    return found;
  }
}
