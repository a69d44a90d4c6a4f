// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

import io.dsm.cluster.Member;
import java.util.Collection;

/**
 * When a life of a node is over for good: a later life of it began so long ago that whoever is
 * still connected has all of the earlier one. All replicas decide alike, because they decide from
 * the number of the later life, which holds the wall time at which it began.
 */
public final class Lives {

  /** Lower bits of an incarnation that are not time. */
  public static final int SERIAL_BITS = 12;

  /** Numbers below 2020 in that form are no times. */
  private static final long PLAUSIBLE_MILLIS = 1_577_836_800_000L;

  private Lives() {}

  /** The number of a life that begins now; later ones are greater. */
  public static long beginning(long wallMillis, int serial) {
    return wallMillis << SERIAL_BITS | serial & ((1 << SERIAL_BITS) - 1);
  }

  /**
   * Whether the life is over.
   *
   * @param known members of whom anything is known
   * @param beforeMillis the later life must have begun before
   */
  public static boolean isOver(Member life, Collection<Member> known, long beforeMillis) {
    for (Member other : known) {
      if (other.node().equals(life.node())
          && other.incarnation().compareTo(life.incarnation()) > 0
          && isBefore(other.incarnation().value() >> SERIAL_BITS, beforeMillis)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBefore(long beganMillis, long beforeMillis) {
    return beganMillis > PLAUSIBLE_MILLIS && beganMillis < beforeMillis;
  }
}
