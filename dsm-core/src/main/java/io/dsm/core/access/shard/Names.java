// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.shard;

import io.dsm.cluster.Member;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.shard.ShardSpec;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The keys of the leases behind shards: one for each shard, one for each member that takes part.
 */
final class Names {

  private static final String SHARD = "shard/";
  private static final String MEMBER = "member/";

  private Names() {}

  static String shard(int number) {
    return SHARD + number;
  }

  /** A member of its own for each life: a restarted node need not wait for the one before. */
  static String member(Member member) {
    return MEMBER + member.node() + "/" + member.incarnation().value();
  }

  /** What a member that takes part says: how many shards it knows. */
  static String says(ShardSpec spec) {
    return "shards=" + spec.count();
  }

  /** The number of the shard a key stands for; empty if it stands for something else. */
  static OptionalInt number(String key) {
    return key.startsWith(SHARD)
        ? OptionalInt.of(Integer.parseInt(key.substring(SHARD.length())))
        : OptionalInt.empty();
  }

  static Map<Integer, Member> owners(Map<String, LeaseSnapshot<String>> leases) {
    Map<Integer, Member> owners = new TreeMap<>();
    leases.forEach(
        (key, lease) -> number(key).ifPresent(shard -> owners.put(shard, lease.owner())));
    return owners;
  }

  /** Those who take part in these very shards and are seen. */
  static Collection<Member> members(
      ShardSpec spec, Map<String, LeaseSnapshot<String>> leases, Predicate<Member> seen) {
    Collection<Member> members = new TreeSet<>();
    leases.forEach(
        (key, lease) -> {
          boolean same = key.startsWith(MEMBER) && lease.value().equals(says(spec));
          if (same && seen.test(lease.owner())) {
            members.add(lease.owner());
          }
        });
    return members;
  }
}
