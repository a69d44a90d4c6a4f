// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.world.World;
import io.dsm.testkit.SimulatedCluster;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * L4: no grant and no renewal without a majority of the voters. Checked: the node that got it was
 * connected to a majority of running voters at some moment since it asked, by whatever chain of
 * links in whatever direction. Not checked: that those voters really agreed.
 */
final class MajorityNeeded {

  private final World world;
  private final SimulatedCluster cluster;
  private final Map<String, Long> lastWithMajority = new HashMap<>();

  MajorityNeeded(World world) {
    this.world = world;
    this.cluster = world.cluster();
  }

  void sample() {
    List<String> running = cluster.running();
    Set<String> done = new HashSet<>();
    for (String name : running) {
      if (done.add(name)) {
        Set<String> island = island(name, running);
        done.addAll(island);
        if (island.stream().filter(world.voters()::contains).count() > world.voters().size() / 2) {
          island.forEach(member -> lastWithMajority.put(member, world.nowMillis()));
        }
      }
    }
  }

  void check(LeaseWatch.Asked asked) {
    sample(); // links flap between two steps, too
    long last = lastWithMajority.getOrDefault(asked.site().name(), -1L);
    world
        .verdict()
        .check(
            last >= asked.atMillis(),
            "L4",
            asked.member()
                + " got an answer about "
                + asked.name()
                + ", asked for at "
                + asked.atMillis()
                + " ms, but has had no majority since "
                + last
                + " ms");
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
