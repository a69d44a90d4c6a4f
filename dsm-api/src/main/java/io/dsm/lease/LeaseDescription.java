// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

import io.dsm.cluster.Member;
import java.time.Duration;
import java.util.List;

/**
 * A key in full, as it was when it was read. Durations, not times of day, because nothing about
 * leases depends on wall clocks.
 *
 * @param ownership who owns it, under which token, and how long others are kept out at most if
 *     nothing renews it
 * @param heldFor how long it has been owned under this token, as far as the leader that answered
 *     knows: at least that long, counted from the beginning of its leadership if it is younger
 * @param waiters the members that wait for it, the next one first
 */
public record LeaseDescription<V>(
    LeaseSnapshot<V> ownership, Duration heldFor, List<Member> waiters) {
  public LeaseDescription {
    waiters = List.copyOf(waiters);
  }
}
