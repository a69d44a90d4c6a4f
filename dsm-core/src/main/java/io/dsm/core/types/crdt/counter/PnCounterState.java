// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.cluster.Member;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What every member has added and subtracted in total. Each share is written by its member alone
 * and only grows, so that the greater one is the later one. The shares of lives of a node that are
 * over become one, which stands for every life up to the last of them.
 */
public final class PnCounterState {
  static final PnCounterState BOTTOM = new PnCounterState(Collections.emptyNavigableMap());

  private final NavigableMap<Member, Share> shares;
  private final long value;

  private PnCounterState(NavigableMap<Member, Share> shares) {
    this.shares = shares;
    long sum = 0;
    for (Share share : shares.values()) {
      sum += share.increments() - share.decrements();
    }
    this.value = sum;
  }

  /** Takes over {@code shares}. */
  static PnCounterState of(NavigableMap<Member, Share> shares) {
    dropCovered(shares);
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
    return of(joined);
  }

  /** Makes one share of those of the lives of each node that are over; this if there is nothing. */
  PnCounterState retired(Predicate<Member> over) {
    TreeMap<Member, Share> left = new TreeMap<>();
    Member last = null;
    for (Map.Entry<Member, Share> entry : shares.entrySet()) {
      Member life = entry.getKey();
      Share share = entry.getValue();
      boolean together =
          last != null && last.node().equals(life.node()) && (share.through() || over.test(life));
      Share before = together && last != null ? left.remove(last) : null;
      left.put(life, before == null ? share : share.after(before));
      last = share.through() || over.test(life) ? life : null;
    }
    return left.size() == shares.size() ? this : new PnCounterState(left);
  }

  /** Lives for which a later share of their node stands have none of their own. */
  private static void dropCovered(NavigableMap<Member, Share> shares) {
    Member covering = null;
    for (Iterator<Map.Entry<Member, Share>> each = shares.descendingMap().entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<Member, Share> entry = each.next();
      if (covering != null && covering.node().equals(entry.getKey().node())) {
        each.remove();
      } else if (entry.getValue().through()) {
        covering = entry.getKey();
      }
    }
  }

  /** Whether a later share of its node stands for a life. */
  private boolean isCovered(Member life) {
    for (Map.Entry<Member, Share> later : shares.tailMap(life, false).entrySet()) {
      if (!later.getKey().node().equals(life.node())) {
        return false;
      }
      if (later.getValue().through()) {
        return true;
      }
    }
    return false;
  }

  private boolean covers(PnCounterState other) {
    for (Map.Entry<Member, Share> entry : other.shares.entrySet()) {
      Share mine = shareOf(entry.getKey());
      if (!mine.join(entry.getValue()).equals(mine) && !isCovered(entry.getKey())) {
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

  /**
   * What one member has added and subtracted: unsigned numbers.
   *
   * @param through whether earlier lives of its node are counted in, and all of them are over
   */
  record Share(long increments, long decrements, boolean through) {
    static final Share NONE = new Share(0, 0);

    Share(long increments, long decrements) {
      this(increments, decrements, false);
    }

    Share join(Share other) {
      if (through != other.through) {
        return through ? this : other;
      }
      return new Share(
          greater(increments, other.increments), greater(decrements, other.decrements), through);
    }

    /** This and all that was before, as one. */
    Share after(Share before) {
      return new Share(increments + before.increments, decrements + before.decrements, true);
    }

    private static long greater(long left, long right) {
      return Long.compareUnsigned(left, right) >= 0 ? left : right;
    }
  }
}
