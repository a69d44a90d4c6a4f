// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.crdt.tree.Maxima;
import io.dsm.core.types.crdt.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many numbers each member has recorded in each bucket. Immutable; counts only grow. */
public final class Buckets {
  static final Buckets NONE = new Buckets(Tree.empty());

  private final Tree<Member, Maxima<Integer>> counts;

  private Buckets(Tree<Member, Maxima<Integer>> counts) {
    this.counts = counts;
  }

  static Buckets of(Member member, int bucket, long count) {
    return new Buckets(
        Tree.<Member, Maxima<Integer>>empty()
            .with(member, Maxima.<Integer>none().with(bucket, count)));
  }

  long count(Member member, int bucket) {
    Maxima<Integer> own = counts.get(member);
    return own == null ? 0 : own.of(bucket);
  }

  Buckets join(Buckets other) {
    Tree<Member, Maxima<Integer>> joined = counts;
    for (Member member : other.counts.keys()) {
      Maxima<Integer> mine = joined.get(member);
      Maxima<Integer> theirs = other.counts.get(member);
      if (theirs != null) {
        joined = joined.with(member, mine == null ? theirs : mine.join(theirs));
      }
    }
    return joined == counts ? this : new Buckets(joined);
  }

  /** All members together. */
  TreeMap<Integer, Long> total() {
    TreeMap<Integer, Long> total = new TreeMap<>();
    counts.forEach(
        (member, own) ->
            own.forEach((bucket, count) -> total.merge(bucket, count, Buckets::saturated)));
    return total;
  }

  static long saturated(long left, long right) {
    return left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right;
  }

  void write(ByteWriter out) {
    out.writeVarInt(counts.size());
    counts.forEach(
        (member, own) -> {
          Members.write(out, member);
          own.write(out, (writer, bucket) -> writer.writeZigZag(bucket));
        });
  }

  static Buckets read(ByteReader in) {
    int count = in.readCount(5);
    List<Member> members = new ArrayList<>(count);
    List<Maxima<Integer>> values = new ArrayList<>(count);
    @Nullable Member previous = null;
    for (int i = 0; i < count; i++) {
      Member member = Members.read(in);
      Maxima<Integer> own = Maxima.read(in, Buckets::readBucket);
      if (own.isEmpty() || (previous != null && previous.compareTo(member) >= 0)) {
        throw new MalformedBytes("no buckets: those of " + member + " empty or out of order");
      }
      members.add(member);
      values.add(own);
      previous = member;
    }
    return count == 0 ? NONE : new Buckets(Tree.ofSorted(members, values));
  }

  private static Integer readBucket(ByteReader in) {
    long bucket = in.readZigZag();
    if (bucket != (int) bucket) {
      throw new MalformedBytes("no bucket: " + bucket);
    }
    return (int) bucket;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Buckets that && counts.equals(that.counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
