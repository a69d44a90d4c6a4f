// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.core.types.lease.LeaseCodec;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.spi.time.Timers;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Strikes members the leader does not see any more off the lines of those who wait, so that no turn
 * goes to somebody who cannot take it, and has their fenced-only leases end. A view is a hint only,
 * and by a wrong one nothing is lost but a place, for another of which who is alive asks within a
 * second, and leases that were declared to be lost on suspicion. Thread-safe.
 */
final class Departures {

  /** A new leader waits that long for members to show before it believes that they are gone. */
  private static final long SETTLE_NANOS = 2_000_000_000;

  private final Supplier<ClusterView> view;
  private final Timers timers;
  private final Consumer<byte[]> proposer;
  private final Consumer<Member> suspicion;
  private Set<Member> seen = Set.of();
  private long reign;
  private boolean leading;

  /**
   * @param proposer proposes a command of the leader's, best effort
   * @param suspicion told who is not seen any more, before it is struck off
   */
  Departures(
      Supplier<ClusterView> view,
      Timers timers,
      Consumer<byte[]> proposer,
      Consumer<Member> suspicion) {
    this.view = view;
    this.timers = timers;
    this.proposer = proposer;
    this.suspicion = suspicion;
  }

  /** This voter leads from now on, and those members wait for something or may lose it. */
  synchronized void leads(Set<Member> waiting) {
    leading = true;
    long present = ++reign;
    if (!waiting.isEmpty()) {
      timers.after(SETTLE_NANOS, () -> settled(present, waiting));
    }
  }

  synchronized void leadsNoMore() {
    leading = false;
    reign++;
  }

  private void settled(long since, Set<Member> waiting) {
    synchronized (this) {
      if (!leading || since != reign) {
        return;
      }
    }
    Set<Member> gone = new HashSet<>(waiting);
    gone.removeAll(view.get().members());
    gone.forEach(this::forget);
  }

  void viewChanged(ClusterView present) {
    Set<Member> gone;
    synchronized (this) {
      gone = new HashSet<>(seen);
      seen = Set.copyOf(present.members());
      gone.removeAll(seen);
      if (!leading) {
        return;
      }
    }
    gone.forEach(this::forget);
  }

  private void forget(Member member) {
    suspicion.accept(member);
    proposer.accept(
        Envelope.encode(new Envelope.OfLeader(LeaseCodec.encode(new LeaseCommand.Forget(member)))));
  }
}
