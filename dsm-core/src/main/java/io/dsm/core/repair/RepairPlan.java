// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.cluster.Member;
import io.dsm.core.replication.History;
import io.dsm.crdt.VersionVector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What to send to a peer that lacks something.
 *
 * @param replays per origin, the number of the first operation to send from the log
 * @param ranges whether something is lacking that no log here has any more, so that the peer had
 *     better compare ranges; then nothing is replayed
 */
public record RepairPlan(Map<Member, Long> replays, boolean ranges) {

  /** Nothing is lacking. */
  public static final RepairPlan NOTHING = new RepairPlan(Map.of(), false);

  public boolean isNothing() {
    return replays.isEmpty() && !ranges;
  }

  /**
   * Compares.
   *
   * @param mine what is known here
   * @param theirs what the peer knows
   * @param settled what was known here a while ago: whoever knows as much of an origin lacks only
   *     what may still be under way. Pass {@code mine} itself to count that as lacking, too
   */
  public static RepairPlan of(
      History history, VersionVector mine, VersionVector theirs, VersionVector settled) {
    Map<Member, Long> replays = new LinkedHashMap<>();
    boolean ranges = false;
    for (Entry<Member, Long> entry : mine.counters().entrySet()) {
      Member origin = entry.getKey();
      long known = theirs.of(origin);
      if (known >= entry.getValue() || known >= settled.of(origin)) {
        continue;
      }
      if (history.reaches(origin, known + 1)) {
        replays.put(origin, known + 1);
      } else {
        ranges = true;
      }
    }
    return replays.isEmpty() && !ranges
        ? NOTHING
        : new RepairPlan(ranges ? Map.of() : replays, ranges);
  }
}
