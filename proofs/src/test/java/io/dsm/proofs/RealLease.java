// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.proofs;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseState;
import io.dsm.core.types.lease.LeaseTiming;
import io.dsm.core.types.lease.LeaseValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The product's replicated state of one lease, brought by commands to where a {@link LeaseWorld}
 * is.
 *
 * @param commands all that have been applied
 */
record RealLease(List<LeaseCommand> commands) {

  private static final LeaseKey KEY = new LeaseKey(new CollectionAddress("t", "a", "shards"), "k");
  private static final LeaseTiming TIMING = new LeaseTiming(2, 0);
  private static final LeaseValue VALUE = new LeaseValue(new byte[0]);
  private static final List<Member> MEMBERS = List.of(member("ann"), member("bob"));

  RealLease {
    commands = List.copyOf(commands);
  }

  /** What one more command came to, seen from outside. */
  record Step(RealLease after, LeaseWorld.Grant grant, LeaseOutcome outcome) {}

  private static Member member(String name) {
    return new Member(NodeId.of(name), new Incarnation(1));
  }

  static LeaseCommand acquire(int member, long abandoned) {
    return new LeaseCommand.Acquire(KEY, MEMBERS.get(member), VALUE, TIMING, abandoned);
  }

  static LeaseCommand renew(int member, long token) {
    return new LeaseCommand.Renew(MEMBERS.get(member), List.of(new LeaseClaim(KEY, token)));
  }

  static LeaseCommand release(int member, long token) {
    return new LeaseCommand.Release(new LeaseClaim(KEY, token), MEMBERS.get(member));
  }

  static LeaseCommand expire(LeaseWorld.Watch watch) {
    return new LeaseCommand.Expire(new LeaseClaim(KEY, watch.token()), watch.renewals());
  }

  /** Applies it to the product's state; {@code before} is where that is now. */
  Step apply(LeaseCommand command, LeaseWorld.Grant before) {
    LeaseState state = new LeaseState();
    commands.forEach(state::apply);
    LeaseOutcome outcome = state.apply(command).outcome();
    List<LeaseCommand> all = new ArrayList<>(commands);
    all.add(command);
    return new Step(new RealLease(all), grantIn(state, before.token()), outcome);
  }

  /** A free key has only a greatest token, which is what it was before. */
  private static LeaseWorld.Grant grantIn(LeaseState state, long greatest) {
    List<LeaseGrant> grants = new ArrayList<>();
    state.forEach((key, grant) -> grants.add(grant));
    Optional<LeaseGrant> grant = grants.stream().findFirst();
    return grant
        .map(it -> new LeaseWorld.Grant(MEMBERS.indexOf(it.owner()), it.token(), it.renewals()))
        .orElseGet(() -> new LeaseWorld.Grant(LeaseWorld.NOBODY, greatest, 0));
  }
}
