// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.CollectionAddress;
import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.core.types.ref.RefQuery;
import io.dsm.spi.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who wants to be told of changes, as the leader remembers it: only for a while, because followers
 * ask again and again, and so find a new leader, too. Called by the log's thread only.
 */
final class RefFollowers {

  /** Three times as long as followers wait between two questions. */
  static final long REMEMBERED_NANOS = 3_000_000_000L;

  private static final int FOLLOWERS = 1_000;

  private final Clock clock;
  private final Supplier<ClusterView> view;

  /** When each follower must have asked again, by reference. */
  private final Map<CollectionAddress, LinkedHashMap<Member, Long>> untilNanos = new HashMap<>();

  RefFollowers(Clock clock, Supplier<ClusterView> view) {
    this.clock = clock;
    this.view = view;
  }

  void add(Member member, List<RefQuery.Known> known) {
    long until = clock.monotonicNanos() + REMEMBERED_NANOS;
    for (RefQuery.Known one : known) {
      LinkedHashMap<Member, Long> followers =
          untilNanos.computeIfAbsent(one.ref(), any -> new LinkedHashMap<>());
      followers.remove(member);
      followers.put(member, until);
      if (followers.size() > FOLLOWERS) {
        followers.pollFirstEntry();
      }
    }
  }

  /** The members to tell of a change. */
  List<Member> of(CollectionAddress ref) {
    LinkedHashMap<Member, Long> followers = untilNanos.get(ref);
    if (followers == null) {
      return List.of();
    }
    long now = clock.monotonicNanos();
    followers.values().removeIf(until -> until - now < 0);
    if (followers.isEmpty()) {
      untilNanos.remove(ref);
      return List.of();
    }
    List<Member> visible = new ArrayList<>(followers.keySet());
    visible.retainAll(view.get().members());
    return visible;
  }

  void clear() {
    untilNanos.clear();
  }
}
