// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.cluster.Member;
import io.dsm.lease.FencingToken;
import io.dsm.lease.VerifyResult;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The state of one lease collection. */
final class OwnedKeys {

  private final TreeMap<String, LeaseGrant> grants = new TreeMap<>();
  private final TokenMarks marks = new TokenMarks();
  private final WaitLines lines = new WaitLines();

  /** Owned keys whose ownership is not renewed any more. */
  private final TreeSet<String> revoked = new TreeSet<>();

  private long generation;

  Optional<LeaseGrant> grant(String key) {
    return Optional.ofNullable(grants.get(key));
  }

  Optional<LeaseGrant> grantOf(String key, Member owner, long token) {
    return grant(key).filter(grant -> grant.isOf(owner, token));
  }

  NavigableMap<String, LeaseGrant> grants() {
    return grants;
  }

  List<Map.Entry<String, LeaseGrant>> of(Member owner) {
    return grants.entrySet().stream()
        .filter(entry -> entry.getValue().owner().equals(owner))
        .toList();
  }

  TokenMarks marks() {
    return marks;
  }

  WaitLines lines() {
    return lines;
  }

  void revoke(String key) {
    revoked.add(key);
  }

  boolean isRevoked(String key) {
    return revoked.contains(key);
  }

  Set<String> revoked() {
    return revoked;
  }

  boolean isFull() {
    return grants.size() >= LeaseLimits.OWNED_KEYS;
  }

  long generation() {
    return generation;
  }

  void generation(long restored) {
    generation = restored;
  }

  /** A token greater than every one minted for this key before. */
  long mint(String key) {
    LeaseGrant grant = grants.get(key);
    return (grant == null ? marks.highest(key) : grant.token()) + 1;
  }

  /** Another ownership than before. */
  void own(String key, LeaseGrant grant) {
    grants.put(key, grant);
    marks.owned(key);
    revoked.remove(key);
    lines.leave(key, grant.owner(), Long.MAX_VALUE);
    generation++;
  }

  /** The same ownership as before, for longer. */
  void extend(String key, LeaseGrant grant) {
    grants.put(key, grant);
  }

  void free(String key, LeaseGrant grant) {
    grants.remove(key);
    marks.idle(key, grant.token());
    revoked.remove(key);
    generation++;
  }

  VerifyResult verify(String key, long token) {
    LeaseGrant grant = grants.get(key);
    if (grant != null) {
      return verify(token, grant.token(), new VerifyResult.Current());
    }
    if (!marks.remembers(key)) {
      // The name fell into the floor: whatever was minted for it has ended.
      return token <= marks.floor() ? new VerifyResult.Ended() : new VerifyResult.Unknown();
    }
    return verify(token, marks.highest(key), new VerifyResult.Ended());
  }

  private static VerifyResult verify(long token, long newest, VerifyResult ifNewest) {
    if (token == newest) {
      return ifNewest;
    }
    return token < newest
        ? new VerifyResult.Stale(FencingToken.of(newest))
        : new VerifyResult.Unknown();
  }
}
