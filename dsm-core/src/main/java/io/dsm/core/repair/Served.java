// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.cluster.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Peers that compare ranges with this node now: a few at a time, so that work stays possible. */
public final class Served {

  /** How many at a time; the others are told to come later or go elsewhere. */
  static final int MAX = 2;

  private final Map<Member, Long> lastNanos = new HashMap<>();

  /** Whether a peer that asks is answered. One that has been silent for long has given up. */
  public boolean admit(Member peer, long nowNanos, long patienceNanos) {
    lastNanos.values().removeIf(last -> nowNanos - last > patienceNanos);
    if (lastNanos.size() >= MAX && !lastNanos.containsKey(peer)) {
      return false;
    }
    lastNanos.put(peer, nowNanos);
    return true;
  }

  /** A peer is done. */
  public void end(Member peer) {
    lastNanos.remove(peer);
  }

  /** Forgets peers that are gone. */
  public void retain(Predicate<Member> visible) {
    lastNanos.keySet().removeIf(visible.negate());
  }
}
