// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.Member;
import io.dsm.core.types.lease.LeaseChange;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCodec;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseState;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import io.dsm.spi.time.Timers.Timer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The leader's patience. A lease may end only when W = T(1+r)/(1-r) + G has passed on this leader's
 * monotonic clock since it applied the latest grant or renewal, or since it began to lead if that
 * was later: then no holder whose clock rate is within the bound can still believe in it. What is
 * proposed names the renewal that was waited for, so a renewal that comes first wins.
 *
 * <p>Thread-safe. A clock that stands still only makes it wait longer.
 */
final class LeaseExpiry {

  private static final int PROPOSALS_AT_ONCE = 500;
  private static final long RETRY_NANOS = 1_000_000_000;

  private final Clock clock;
  private final Timers timers;
  private final Consumer<byte[]> proposer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<LeaseKey, Watch> watches = new HashMap<>();
  private final PriorityQueue<Watch> byDeadline =
      new PriorityQueue<>(Comparator.comparingLong(Watch::deadlineNanos));
  private boolean leading;
  private Timer timer = () -> {};
  private long plannedNanos = Long.MAX_VALUE;

  private record Watch(LeaseKey key, LeaseGrant grant, long beganNanos, long deadlineNanos) {}

  /**
   * @param proposer proposes a command of the leader's, best effort
   */
  LeaseExpiry(Clock clock, Timers timers, Consumer<byte[]> proposer) {
    this.clock = clock;
    this.timers = timers;
    this.proposer = proposer;
  }

  /** Every wait begins now: what earlier leaders measured is unknown. */
  void leads(LeaseState state) {
    locked(
        () -> {
          leading = true;
          forget();
          state.forEach(this::begin);
          plan();
        });
  }

  void leadsNoMore() {
    locked(
        () -> {
          leading = false;
          forget();
        });
  }

  void changed(List<LeaseChange> changes) {
    locked(
        () -> {
          if (!leading) {
            return;
          }
          for (LeaseChange change : changes) {
            switch (change) {
              case LeaseChange.Began(var key, var grant) -> begin(key, grant);
              case LeaseChange.Renewed(var key, var grant) -> renewed(key, grant);
              case LeaseChange.Revoked _ -> {}
              case LeaseChange.Transferred(var key, var from, var grant, var _) ->
                  begin(key, grant);
              case LeaseChange.Ended(var key, var grant, var cause) -> watches.remove(key);
            }
          }
          plan();
        });
  }

  /**
   * That member is no longer seen: what the token alone protects need not be waited for. A renewal
   * that comes before the proposal still wins.
   */
  void suspect(Member member) {
    locked(
        () -> {
          if (!leading) {
            return;
          }
          long now = clock.monotonicNanos();
          for (Watch watch : List.copyOf(watches.values())) {
            LeaseGrant grant = watch.grant();
            if (grant.timing().fencedOnly() && grant.owner().equals(member)) {
              watch(new Watch(watch.key(), grant, watch.beganNanos(), now));
            }
          }
          plan();
        });
  }

  /** How long this leader will keep others out if nothing renews the lease. */
  long remainingNanos(LeaseKey key, LeaseGrant grant) {
    lock.lock();
    try {
      Watch watch = watches.get(key);
      return watch == null
          ? grant.timing().exclusionNanos()
          : Math.max(0, watch.deadlineNanos() - clock.monotonicNanos());
    } finally {
      lock.unlock();
    }
  }

  /** How long this leader has known the ownership; it may be older than its reign. */
  long heldNanos(LeaseKey key, LeaseGrant grant) {
    lock.lock();
    try {
      Watch watch = watches.get(key);
      if (watch == null || watch.grant().token() != grant.token()) {
        return 0;
      }
      return Math.max(0, clock.monotonicNanos() - watch.beganNanos());
    } finally {
      lock.unlock();
    }
  }

  private void begin(LeaseKey key, LeaseGrant grant) {
    watch(key, grant, clock.monotonicNanos());
  }

  private void renewed(LeaseKey key, LeaseGrant grant) {
    Watch before = watches.get(key);
    watch(key, grant, before == null ? clock.monotonicNanos() : before.beganNanos());
  }

  private void watch(LeaseKey key, LeaseGrant grant, long beganNanos) {
    long deadline = clock.monotonicNanos() + grant.timing().exclusionNanos();
    watch(new Watch(key, grant, beganNanos, deadline));
  }

  private void watch(Watch watch) {
    watches.put(watch.key(), watch);
    byDeadline.add(watch);
  }

  private void forget() {
    watches.clear();
    byDeadline.clear();
    timer.cancel();
    plannedNanos = Long.MAX_VALUE;
  }

  private void due() {
    List<LeaseCommand.Expire> due = new ArrayList<>();
    locked(
        () -> {
          plannedNanos = Long.MAX_VALUE;
          if (leading) {
            collect(due);
            plan();
          }
        });
    // Outside the lock: the log may apply at once, on this thread.
    for (LeaseCommand.Expire expire : due) {
      proposer.accept(Envelope.encode(new Envelope.OfLeader(LeaseCodec.encode(expire))));
    }
  }

  private void collect(List<LeaseCommand.Expire> due) {
    long now = clock.monotonicNanos();
    while (due.size() < PROPOSALS_AT_ONCE && earliestIsDue(now)) {
      Watch watch = byDeadline.remove();
      if (!watch.equals(watches.get(watch.key()))) {
        continue; // superseded by a renewal or an end
      }
      LeaseGrant grant = watch.grant();
      LeaseClaim claim = new LeaseClaim(watch.key(), grant.token());
      due.add(new LeaseCommand.Expire(claim, grant.renewals()));
      // The proposal may get lost; its success removes the watch.
      watch(new Watch(watch.key(), grant, watch.beganNanos(), now + RETRY_NANOS));
    }
  }

  private boolean earliestIsDue(long now) {
    Watch earliest = byDeadline.peek();
    return earliest != null && earliest.deadlineNanos() <= now;
  }

  private void plan() {
    Watch earliest = byDeadline.peek();
    if (earliest != null && earliest.deadlineNanos() < plannedNanos) {
      timer.cancel();
      plannedNanos = earliest.deadlineNanos();
      timer = timers.after(Math.max(1, plannedNanos - clock.monotonicNanos()), this::due);
    }
  }

  private void locked(Runnable task) {
    lock.lock();
    try {
      task.run();
    } finally {
      lock.unlock();
    }
  }
}
