// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.clock.Members;
import io.dsm.crdt.Dot;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which dots a state has seen, those of removed elements too. Immutable.
 *
 * <p>Per origin it is a set of disjoint intervals, normally a single one that begins at zero: then
 * it is a version vector. Further intervals are what came ahead of its predecessors.
 *
 * <p>Dots are numbered per collection, but a context belongs to one key. So a member that issues
 * dot n and had issued m as its last one for this key claims all of (m, n]: the numbers between
 * belong to other keys and will never be dots of this one. Without that no context would ever close
 * its gaps.
 */
public final class CausalContext {
  public static final CausalContext EMPTY = new CausalContext(Collections.emptySortedMap());

  // Flat pairs (after, upTo] in ascending order, neither touching nor overlapping.
  private final SortedMap<Member, long[]> seen;

  private CausalContext(SortedMap<Member, long[]> seen) {
    this.seen = seen;
  }

  /** What {@code dot} adds to a context in which its origin has issued all it has issued so far. */
  public static CausalContext issued(CausalContext before, Dot dot) {
    return EMPTY.with(dot.origin(), before.last(dot.origin()), dot.counter());
  }

  public boolean covers(Dot dot) {
    long[] intervals = seen.get(dot.origin());
    if (intervals != null) {
      for (int i = intervals.length - 2; i >= 0; i -= 2) {
        if (dot.counter() > intervals[i]) {
          return dot.counter() <= intervals[i + 1];
        }
      }
    }
    return false;
  }

  /** Every origin with its intervals (after, upTo], in order. */
  void forEachInterval(IntervalVisitor visitor) {
    seen.forEach(
        (origin, intervals) -> {
          for (int i = 0; i < intervals.length; i += 2) {
            visitor.visit(origin, intervals[i], intervals[i + 1]);
          }
        });
  }

  /** Takes the dots above {@code after}, up to {@code upTo}. */
  @FunctionalInterface
  interface IntervalVisitor {
    void visit(Member origin, long after, long upTo);
  }

  /** The origins, in order. */
  public List<Member> origins() {
    return List.copyOf(seen.keySet());
  }

  /** The greatest dot seen of an origin, 0 if none. */
  long last(Member origin) {
    long[] intervals = seen.get(origin);
    return intervals == null ? 0 : intervals[intervals.length - 1];
  }

  /** The same with more dots. */
  CausalContext with(Iterable<Dot> dots) {
    TreeMap<Member, long[]> joined = new TreeMap<>(seen);
    for (Dot dot : dots) {
      joined.merge(dot.origin(), new long[] {dot.counter() - 1, dot.counter()}, Intervals::union);
    }
    return new CausalContext(joined);
  }

  /** What both have seen; this very object if the other has seen no more. */
  public CausalContext join(CausalContext other) {
    if (other == this) {
      return this;
    }
    TreeMap<Member, long[]> joined = null;
    for (Map.Entry<Member, long[]> entry : other.seen.entrySet()) {
      long[] mine = seen.get(entry.getKey());
      long[] union = mine == null ? entry.getValue() : Intervals.union(mine, entry.getValue());
      if (mine == null || !Arrays.equals(mine, union)) {
        joined = joined == null ? new TreeMap<>(seen) : joined;
        joined.put(entry.getKey(), union);
      }
    }
    return joined == null ? this : new CausalContext(joined);
  }

  /** Number of intervals that do not begin at zero: what waits for its predecessors. */
  public int detached() {
    int count = 0;
    for (long[] intervals : seen.values()) {
      count += intervals.length / 2 - (intervals[0] == 0 ? 1 : 0);
    }
    return count;
  }

  private CausalContext with(Member origin, long after, long upTo) {
    if (after >= upTo) {
      throw new IllegalArgumentException(
          "dot " + upTo + " of " + origin + " was issued before: " + after + " is known");
    }
    TreeMap<Member, long[]> joined = new TreeMap<>(seen);
    joined.merge(origin, new long[] {after, upTo}, Intervals::union);
    return new CausalContext(joined);
  }

  public void write(ByteWriter out) {
    out.writeVarInt(seen.size());
    for (Map.Entry<Member, long[]> entry : seen.entrySet()) {
      Members.write(out, entry.getKey());
      Intervals.write(out, entry.getValue());
    }
  }

  public static CausalContext read(ByteReader in) {
    int count = in.readCount(6);
    TreeMap<Member, long[]> seen = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      Member origin = Members.read(in);
      if (!seen.isEmpty() && seen.lastKey().compareTo(origin) >= 0) {
        throw new MalformedBytes("no causal context: " + origin + " is out of order");
      }
      seen.put(origin, Intervals.read(in));
    }
    return count == 0 ? EMPTY : new CausalContext(seen);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CausalContext that
        && seen.keySet().equals(that.seen.keySet())
        && seen.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.seen.get(e.getKey())));
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (Map.Entry<Member, long[]> entry : seen.entrySet()) {
      hash += entry.getKey().hashCode() ^ Arrays.hashCode(entry.getValue());
    }
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    seen.forEach((o, i) -> text.append(o).append('=').append(Arrays.toString(i)));
    return text.append('}').toString();
  }
}
