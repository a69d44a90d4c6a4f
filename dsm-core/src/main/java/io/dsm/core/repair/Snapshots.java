// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.cluster.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Snapshots under way: at most one to and one from each peer. */
public final class Snapshots {

  private final Map<Member, OutgoingSnapshot> outgoing = new HashMap<>();
  private final Map<Member, IncomingSnapshot> incoming = new HashMap<>();
  private long numbers;

  /** A number for a new snapshot. */
  public long nextNumber() {
    return ++numbers;
  }

  public @Nullable OutgoingSnapshot to(Member peer) {
    return outgoing.get(peer);
  }

  public void begin(Member peer, OutgoingSnapshot snapshot) {
    outgoing.put(peer, snapshot);
  }

  public void end(Member peer) {
    outgoing.remove(peer);
  }

  /**
   * The snapshot of that number from a peer, begun now if it is a later one; null for an old one.
   */
  public @Nullable IncomingSnapshot from(Member peer, long number) {
    IncomingSnapshot current = incoming.get(peer);
    if (current == null || current.number() < number) {
      current = new IncomingSnapshot(number);
      incoming.put(peer, current);
    }
    return current.number() == number ? current : null;
  }

  /** Forgets peers that are gone. */
  public void retain(Predicate<Member> visible) {
    outgoing.keySet().removeIf(visible.negate());
    incoming.keySet().removeIf(visible.negate());
  }

  /** A snapshot from a peer is over. */
  public void received(Member peer, long number) {
    IncomingSnapshot current = incoming.get(peer);
    if (current != null && current.number() == number) {
      // Kept, so that late pieces of it are known to be late.
      current.refuse();
    }
  }
}
