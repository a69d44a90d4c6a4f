// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.shard;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.core.types.shard.Balance;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.shard.ShardListener;
import io.dsm.shard.ShardSpec;
import io.dsm.spi.time.Timers.Timer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * This node's part in some shards, round by round: read who takes part and who owns what, make the
 * plan, take what is free and planned for this node, hand over what is planned for others. Runs on
 * the callback thread only; a wrong or old view costs a move, never a second owner.
 */
final class ShardDesk {

  private static final long QUIET_NANOS = 1_000_000_000;
  private static final long BUSY_NANOS = 250_000_000;

  /** Who has just come waits for others that come, too, before it takes what is free. */
  private static final long SETTLE_NANOS = 1_000_000_000;

  private final ShardSpec spec;
  private final LeaseCollection<String> leases;
  private final Owned owned;
  private final HandOver handOver;
  private final ShardPorts ports;
  private final Set<Integer> asked = new HashSet<>();
  private final List<CompletableFuture<Void>> leavers = new ArrayList<>();
  private Phase phase = Phase.AWAY;
  private boolean started;
  private boolean reading;
  private long presentSince = Long.MAX_VALUE;
  private long plannedNanos = Long.MAX_VALUE;
  private Timer timer = () -> {};

  private enum Phase {
    AWAY,
    JOINED,
    LEAVING
  }

  ShardDesk(ShardSpec spec, LeaseCollection<String> leases, Owned owned, ShardPorts ports) {
    this.spec = spec;
    this.leases = leases;
    this.owned = owned;
    this.handOver = new HandOver(spec, leases, owned, ports);
    this.ports = ports;
    var _ = leases.listen(this::happened);
  }

  /** The node has started: rounds may begin. */
  void start() {
    started = true;
    soon(1);
  }

  void join(ShardListener listener) {
    phase = Phase.JOINED;
    owned.tells(listener);
    soon(1);
  }

  /** Completes when nothing is owned any more, or when it takes longer than it may. */
  void leave(CompletableFuture<Void> left) {
    leavers.add(left);
    if (phase == Phase.AWAY || !started) {
      away();
      return;
    }
    if (phase == Phase.JOINED) {
      phase = Phase.LEAVING;
      disappear();
      soon(1);
      long patience = spec.drainTimeout().toNanos() + 2 * QUIET_NANOS;
      ports.timers().after(patience, () -> ports.run(this::giveUp));
    }
  }

  void viewChanged() {
    soon(1);
  }

  private void happened(LeaseEvent<String> event) {
    switch (event) {
      case LeaseEvent.Acquired<String>(var lease) -> began(lease);
      case LeaseEvent.Released<String>(var key, var _) -> ended(key, ShardListener.End.GIVEN_UP);
      case LeaseEvent.Lost<String>(var key, var _, var _) -> ended(key, ShardListener.End.LOST);
    }
  }

  private void began(Lease<String> lease) {
    OptionalInt number = Names.number(lease.key());
    if (phase == Phase.AWAY) {
      lease.token().ifPresent(token -> leases.release(lease.key(), token));
    } else if (number.isPresent()) {
      owned.began(number.getAsInt(), lease);
    } else if (phase == Phase.LEAVING) {
      disappear();
    }
    soon(1);
  }

  private void ended(String key, ShardListener.End end) {
    Names.number(key).ifPresent(number -> owned.ended(number, end));
    if (key.equals(Names.member(ports.self()))) {
      presentSince = Long.MAX_VALUE;
    }
    soon(1);
  }

  /** Plans the next round, unless an earlier one is planned. */
  private void soon(long nanos) {
    long at = ports.clock().monotonicNanos() + nanos;
    if (started && phase != Phase.AWAY && at < plannedNanos) {
      timer.cancel();
      plannedNanos = at;
      timer = ports.timers().after(nanos, () -> ports.run(this::round));
    }
  }

  private void round() {
    plannedNanos = Long.MAX_VALUE;
    if (phase == Phase.AWAY || leftAlready()) {
      return;
    }
    if (reading) {
      soon(BUSY_NANOS);
      return;
    }
    reading = true;
    leases
        .all()
        .whenComplete(
            (read, failure) -> {
              reading = false;
              soon(QUIET_NANOS + ports.random().below(200) * 1_000_000L);
              if (read == null) {
                unreachable();
              } else {
                act(read);
              }
            });
  }

  private boolean leftAlready() {
    boolean left = phase == Phase.LEAVING && owned.isEmpty() && asked.isEmpty();
    if (left) {
      away();
    }
    return left;
  }

  private void away() {
    phase = Phase.AWAY;
    timer.cancel();
    plannedNanos = Long.MAX_VALUE;
    leavers.forEach(left -> left.complete(null));
    leavers.clear();
  }

  /** Nobody is to plan with this node any more. */
  private void disappear() {
    presentSince = Long.MAX_VALUE;
    String name = Names.member(ports.self());
    leases.held(name).flatMap(Lease::token).ifPresent(token -> leases.release(name, token));
  }

  /** The voters do not answer: whoever leaves drains all the same, and frees what it can. */
  private void unreachable() {
    if (phase == Phase.LEAVING) {
      owned.all().forEach(ownership -> handOver.begin(ownership, Optional.empty()));
    }
  }

  private void giveUp() {
    if (phase == Phase.LEAVING) {
      owned
          .all()
          .forEach(
              ownership ->
                  ownership
                      .token()
                      .ifPresent(token -> leases.release(Names.shard(ownership.number()), token)));
      soon(1);
    }
  }

  private void act(Map<String, LeaseSnapshot<String>> read) {
    Collection<Member> members = Names.members(spec, read, this::seen);
    Map<Integer, Member> owners = Names.owners(read);
    switch (phase) {
      case AWAY -> {}
      case JOINED -> {
        appear(read);
        if (members.contains(ports.self())) {
          if (follow(Balance.of(spec.count(), owners, members), owners)) {
            soon(BUSY_NANOS);
          }
        } else {
          soon(BUSY_NANOS);
        }
      }
      case LEAVING -> {
        members.remove(ports.self());
        Map<Integer, Member> plan = Balance.of(spec.count(), owners, members);
        for (Ownership ownership : owned.all()) {
          handOver.begin(ownership, Optional.ofNullable(plan.get(ownership.number())));
        }
        soon(BUSY_NANOS);
      }
    }
  }

  private boolean seen(Member member) {
    ClusterView view = ports.view().get();
    return member.equals(ports.self()) || view.members().contains(member);
  }

  /** Takes part where others can read it. */
  private void appear(Map<String, LeaseSnapshot<String>> read) {
    String name = Names.member(ports.self());
    long now = ports.clock().monotonicNanos();
    if (leases.held(name).isEmpty()) {
      leases.acquire(name, Names.says(spec));
    } else if (read.containsKey(name) && presentSince == Long.MAX_VALUE) {
      presentSince = now;
    }
  }

  /** Does this node's part of a plan; answers whether there is anything to look after soon. */
  private boolean follow(Map<Integer, Member> plan, Map<Integer, Member> owners) {
    boolean settled =
        presentSince != Long.MAX_VALUE
            && ports.clock().monotonicNanos() - presentSince >= SETTLE_NANOS;
    boolean busy = false;
    for (Map.Entry<Integer, Member> entry : plan.entrySet()) {
      int number = entry.getKey();
      Member owner = owners.get(number);
      boolean mine = entry.getValue().equals(ports.self());
      busy |= !entry.getValue().equals(owner);
      if (mine && owner == null && settled) {
        take(number);
      }
    }
    for (Ownership ownership : owned.all()) {
      Member planned = plan.get(ownership.number());
      if (planned != null && !planned.equals(ports.self())) {
        handOver.begin(ownership, Optional.of(planned));
      }
    }
    return busy;
  }

  private void take(int number) {
    if (asked.add(number)) {
      leases
          .acquire(Names.shard(number), Names.says(spec))
          .whenComplete((answer, failure) -> asked.remove(number));
    }
  }
}
