// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import java.util.List;
import java.util.Optional;

/** Given, when and then of commands on a fresh state. Every command passes through its codec. */
final class LeaseScript {

  static final CollectionAddress SHARDS = new CollectionAddress("tenant", "app", "shards");
  static final LeaseTiming TIMING = new LeaseTiming(10_000_000_000L, 500_000_000L);
  static final Member ANN = member("ann", 1);
  static final Member BOB = member("bob", 1);

  final LeaseState state = new LeaseState();

  static Member member(String node, long incarnation) {
    return new Member(NodeId.of(node), new Incarnation(incarnation));
  }

  static LeaseKey key(String key) {
    return new LeaseKey(SHARDS, key);
  }

  static LeaseClaim claim(String key, long token) {
    return new LeaseClaim(key(key), token);
  }

  LeaseState.Applied when(LeaseCommand command) {
    LeaseCommand received = LeaseCodec.command(LeaseCodec.encode(command));
    assertThat(received).isEqualTo(command);
    LeaseState.Applied applied = state.apply(received);
    assertThat(LeaseCodec.outcome(LeaseCodec.encode(applied.outcome())))
        .isEqualTo(applied.outcome());
    return applied;
  }

  LeaseState.Applied acquire(Member owner, String key) {
    return acquire(owner, key, 0);
  }

  LeaseState.Applied acquire(Member owner, String key, long abandoned) {
    return when(
        new LeaseCommand.Acquire(
            key(key), owner, new LeaseValue(new byte[] {7}), TIMING, abandoned));
  }

  LeaseState.Applied renew(Member owner, LeaseClaim... claims) {
    return when(new LeaseCommand.Renew(owner, List.of(claims)));
  }

  LeaseState.Applied release(Member owner, String key, long token) {
    return when(new LeaseCommand.Release(claim(key, token), owner));
  }

  Optional<LeaseGrant> grant(String key) {
    return state.owned(SHARDS).flatMap(owned -> owned.grant(key));
  }

  Optional<Member> owner(String key) {
    return grant(key).map(LeaseGrant::owner);
  }

  long token(String key) {
    return grant(key).map(LeaseGrant::token).orElse(0L);
  }

  long renewals(String key) {
    return grant(key).map(LeaseGrant::renewals).orElse(-1L);
  }
}
