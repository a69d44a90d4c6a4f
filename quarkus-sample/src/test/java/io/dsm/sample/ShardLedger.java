// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * What nodes said they owned, and when by the one monotonic clock of the machine. Each claim was
 * true, as its node believed, at some instant between its two times; so no claim may be wholly
 * later than one with a greater token, and no token may be claimed by two nodes.
 */
final class ShardLedger {

  private final ConcurrentLinkedQueue<Claim> claims = new ConcurrentLinkedQueue<>();

  record Claim(String shard, String node, long token, long fromNanos, long toNanos) {}

  void record(JsonNode claim) {
    record(
        new Claim(
            claim.path("shard").asText(),
            claim.path("node").asText(),
            claim.path("token").asLong(),
            claim.path("fromNanos").asLong(),
            claim.path("toNanos").asLong()));
  }

  void record(Claim claim) {
    claims.add(claim);
  }

  int claims() {
    return claims.size();
  }

  long ownerships() {
    return claims.stream().map(claim -> claim.shard() + "/" + claim.token()).distinct().count();
  }

  void assertOneOwnerAtATimeAndGrowingTokens() {
    assertThat(claims).isNotEmpty();
    claims.stream()
        .collect(Collectors.groupingBy(Claim::shard))
        .values()
        .forEach(ShardLedger::assertOrdered);
  }

  private static void assertOrdered(List<Claim> ofOneShard) {
    TreeMap<Long, List<Claim>> byToken =
        ofOneShard.stream()
            .collect(Collectors.groupingBy(Claim::token, TreeMap::new, Collectors.toList()));
    long lastActNanos = Long.MIN_VALUE;
    for (Map.Entry<Long, List<Claim>> ownership : byToken.entrySet()) {
      List<Claim> own = ownership.getValue();
      assertThat(own.stream().map(Claim::node).distinct()).as("owners under %s", own).hasSize(1);
      long firstActNanos = own.stream().mapToLong(Claim::toNanos).min().orElseThrow();
      assertThat(firstActNanos)
          .as("first act under token %s of %s, after the last of its predecessors", own, byToken)
          .isGreaterThanOrEqualTo(lastActNanos);
      long last = own.stream().mapToLong(Claim::fromNanos).max().orElseThrow();
      lastActNanos = Math.max(lastActNanos, last);
    }
  }
}
