// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.cluster.Member;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What every member has added and subtracted in total. Each share is written by its member alone
 * and only grows, so that the greater one is the later one.
 */
public final class PnCounterState {
  static final PnCounterState BOTTOM = new PnCounterState(Collections.emptyNavigableMap());

  private final Map<Member, Share> shares;
  private final long value;

  private PnCounterState(Map<Member, Share> shares) {
    this.shares = shares;
    long sum = 0;
    for (Share share : shares.values()) {
      sum += share.increments() - share.decrements();
    }
    this.value = sum;
  }

  /** Takes over {@code shares}. */
  static PnCounterState of(SortedMap<Member, Share> shares) {
    return shares.isEmpty() ? BOTTOM : new PnCounterState(shares);
  }

  /** The sum; wraps as {@code long} does. */
  public long value() {
    return value;
  }

  Map<Member, Share> shares() {
    return Collections.unmodifiableMap(shares);
  }

  Share shareOf(Member member) {
    return shares.getOrDefault(member, Share.NONE);
  }

  PnCounterState join(PnCounterState other) {
    if (other == this || covers(other)) {
      return this;
    }
    if (other.covers(this)) {
      return other;
    }
    TreeMap<Member, Share> joined = new TreeMap<>(shares);
    other.shares.forEach((member, share) -> joined.merge(member, share, Share::join));
    return new PnCounterState(joined);
  }

  private boolean covers(PnCounterState other) {
    for (Map.Entry<Member, Share> entry : other.shares.entrySet()) {
      Share mine = shareOf(entry.getKey());
      if (!mine.join(entry.getValue()).equals(mine)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PnCounterState that && shares.equals(that.shares);
  }

  @Override
  public int hashCode() {
    return shares.hashCode();
  }

  @Override
  public String toString() {
    return value + " " + shares;
  }

  /** What one member has added and subtracted: unsigned numbers. */
  record Share(long increments, long decrements) {
    static final Share NONE = new Share(0, 0);

    Share join(Share other) {
      return new Share(
          greater(increments, other.increments), greater(decrements, other.decrements));
    }

    private static long greater(long left, long right) {
      return Long.compareUnsigned(left, right) >= 0 ? left : right;
    }
  }
}
