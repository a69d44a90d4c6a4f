// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.sim.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * L8: callers of one node get a lock in the order in which they asked, and who waits for a while is
 * answered when it is over, whatever goes on elsewhere. Checked always; the second not for nodes
 * that were paused meanwhile. The order of nodes, which depends on what their leader saw, is
 * checked when all is quiet ({@link LocksServed}).
 */
final class LockLines {

  /** Clocks run up to one percent slow. */
  private static final int PERCENT = 102;

  private static final int SLACK_MILLIS = 100;

  private final World world;
  private final Map<LeaseWatch.Asked, Long> dueMillis = new LinkedHashMap<>();
  private final Set<LeaseWatch.Asked> excused = new HashSet<>();

  LockLines(World world) {
    this.world = world;
  }

  /** A wait of zero has no end of its own: that is the bound of calls to the voters. */
  void asks(LeaseWatch.Asked asked, Duration wait) {
    boolean bounded = wait.isPositive() && wait.compareTo(Duration.ofDays(1)) < 0;
    long due = world.nowMillis() + wait.toMillis() * PERCENT / 100 + SLACK_MILLIS;
    dueMillis.put(asked, bounded ? due : Long.MAX_VALUE);
  }

  void answered(LeaseWatch.Asked asked, boolean had) {
    if (had) {
      for (LeaseWatch.Asked other : dueMillis.keySet()) {
        if (other == asked) {
          break;
        }
        boolean sameLine = other.site() == asked.site() && other.name().equals(asked.name());
        world
            .verdict()
            .check(!sameLine, "L8", asked + " had it before " + other + ", who asked earlier");
      }
    }
    failed(asked);
  }

  void failed(LeaseWatch.Asked asked) {
    dueMillis.remove(asked);
    excused.remove(asked);
  }

  void sample() {
    dueMillis.keySet().removeIf(asked -> !world.sites().contains(asked.site()));
    dueMillis.forEach(
        (asked, due) -> {
          if (world.cluster().isPaused(asked.site().name())) {
            excused.add(asked);
          } else if (!excused.contains(asked)) {
            world
                .verdict()
                .check(
                    world.nowMillis() <= due, "L8", asked + " still waits, but only until " + due);
          }
        });
    excused.retainAll(dueMillis.keySet());
  }

  List<LeaseWatch.Asked> waiting() {
    return new ArrayList<>(dueMillis.keySet());
  }
}
