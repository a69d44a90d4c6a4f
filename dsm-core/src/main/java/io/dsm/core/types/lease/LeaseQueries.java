// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.cluster.Member;
import io.dsm.core.types.lease.LeaseAnswer.Described;
import io.dsm.core.types.lease.LeaseAnswer.Entry;
import io.dsm.core.types.lease.LeaseAnswer.Owned;
import io.dsm.core.types.lease.LeaseAnswer.Stand;
import io.dsm.core.types.lease.LeaseAnswer.Standings;
import io.dsm.core.types.lease.LeaseAnswer.Verified;
import io.dsm.core.types.lease.LeaseQuery.Current;
import io.dsm.core.types.lease.LeaseQuery.Describe;
import io.dsm.core.types.lease.LeaseQuery.Page;
import io.dsm.core.types.lease.LeaseQuery.Standing;
import io.dsm.core.types.lease.LeaseQuery.TransferredTo;
import io.dsm.core.types.lease.LeaseQuery.Verify;
import io.dsm.lease.VerifyResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.ToLongBiFunction;

/**
 * Reads the state of leases.
 *
 * @param remaining how long, in nanoseconds, the one that answers keeps others out of a key
 * @param held how long, in nanoseconds, the one that answers has known the ownership
 */
public record LeaseQueries(
    LeaseState state,
    ToLongBiFunction<LeaseKey, LeaseGrant> remaining,
    ToLongBiFunction<LeaseKey, LeaseGrant> held) {

  public LeaseAnswer answer(LeaseQuery query) {
    return switch (query) {
      case Current(var key) -> current(key);
      case Page page -> page(page);
      case Verify(var claim) ->
          new Verified(
              state
                  .owned(claim.key().collection())
                  .map(owned -> owned.verify(claim.key().key(), claim.token()))
                  .orElseGet(VerifyResult.Unknown::new));
      case Describe(var key) -> describe(key);
      case Standing standing -> standing(standing);
      case TransferredTo transferred -> transferred(transferred);
    };
  }

  private Owned current(LeaseKey key) {
    return state
        .owned(key.collection())
        .map(
            owned ->
                new Owned(
                    owned.generation(),
                    owned.grant(key.key()).map(grant -> entry(key, grant)).stream().toList(),
                    false))
        .orElseGet(() -> new Owned(0, List.of(), false));
  }

  private Described describe(LeaseKey key) {
    return state
        .owned(key.collection())
        .flatMap(
            owned ->
                owned
                    .grant(key.key())
                    .map(
                        grant ->
                            new Described(
                                Optional.of(entry(key, grant)),
                                held.applyAsLong(key, grant),
                                owned.lines().waiting(key.key()))))
        .orElseGet(() -> new Described(Optional.empty(), 0, List.of()));
  }

  private Standings standing(Standing query) {
    return new Standings(query.keys().stream().map(key -> stand(query.member(), key)).toList());
  }

  private Stand stand(Member member, LeaseKey key) {
    return state
        .owned(key.collection())
        .map(
            owned -> new Stand(key, owned.lines().waits(key.key(), member), owned.grant(key.key())))
        .orElseGet(() -> new Stand(key, false, Optional.empty()));
  }

  private Owned page(Page page) {
    return state
        .owned(page.collection())
        .map(
            owned -> {
              NavigableMap<String, LeaseGrant> rest =
                  page.after()
                      .map(after -> owned.grants().tailMap(after, false))
                      .orElseGet(owned::grants);
              return page(page, owned.generation(), rest);
            })
        .orElseGet(() -> new Owned(0, List.of(), false));
  }

  private Owned page(Page page, long generation, NavigableMap<String, LeaseGrant> rest) {
    List<Entry> entries = new ArrayList<>();
    int bytes = 0;
    for (Map.Entry<String, LeaseGrant> owned : rest.entrySet()) {
      if (bytes > LeaseLimits.BATCH_BYTES) {
        return new Owned(generation, entries, true);
      }
      entries.add(entry(new LeaseKey(page.collection(), owned.getKey()), owned.getValue()));
      bytes += roughBytes(owned.getKey(), owned.getValue());
    }
    return new Owned(generation, entries, false);
  }

  private Owned transferred(TransferredTo query) {
    List<Entry> entries = new ArrayList<>();
    int[] bytes = {0};
    state.forEach(
        (key, grant) -> {
          if (grant.origin() == LeaseGrant.Origin.TRANSFERRED
              && grant.owner().equals(query.member())
              && bytes[0] <= LeaseLimits.BATCH_BYTES) {
            entries.add(entry(key, grant));
            bytes[0] += roughBytes(key.key(), grant);
          }
        });
    return new Owned(0, entries, false);
  }

  private static int roughBytes(String key, LeaseGrant grant) {
    return 400 + 3 * key.length() + grant.value().bytes().length;
  }

  private Entry entry(LeaseKey key, LeaseGrant grant) {
    return new Entry(key, grant, remaining.applyAsLong(key, grant));
  }
}
