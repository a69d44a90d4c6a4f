// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.counter;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.crdt.tree.Maxima;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rights to decrement. Every number is written by one member alone and only grows, so that the
 * greater one is the later one: a member's own rights are never estimated too high, whatever it has
 * not heard of.
 *
 * @param granted what each has handed to each; what it handed to itself is its increments
 * @param used what each has subtracted
 * @param asked how many rights each has asked for
 */
public record Escrow(Maxima<Grant> granted, Maxima<Member> used, Maxima<Member> asked) {
  static final Escrow NONE = new Escrow(Maxima.none(), Maxima.none(), Maxima.none());

  /** Who handed rights to whom. */
  record Grant(Member from, Member to) implements Comparable<Grant> {
    @Override
    public int compareTo(Grant other) {
      int byGiver = from.compareTo(other.from);
      return byGiver != 0 ? byGiver : to.compareTo(other.to);
    }

    private boolean isIncrement() {
      return from.equals(to);
    }
  }

  Escrow join(Escrow other) {
    Maxima<Grant> allGranted = granted.join(other.granted);
    Maxima<Member> allUsed = used.join(other.used);
    Maxima<Member> allAsked = asked.join(other.asked);
    return allGranted == granted && allUsed == used && allAsked == asked
        ? this
        : new Escrow(allGranted, allUsed, allAsked);
  }

  /** Rights of a member as known here. */
  long rights(Member member) {
    long[] rights = {granted.of(new Grant(member, member)) - used.of(member)};
    granted.forEach(
        (grant, amount) -> {
          if (!grant.isIncrement()) {
            rights[0] += grant.to().equals(member) ? amount : 0;
            rights[0] -= grant.from().equals(member) ? amount : 0;
          }
        });
    return rights[0];
  }

  /** What a member has asked for and not been given. */
  long outstanding(Member member) {
    long[] given = {0};
    granted.forEach(
        (grant, amount) -> {
          if (!grant.isIncrement() && grant.to().equals(member)) {
            given[0] = saturated(given[0], amount);
          }
        });
    return Math.max(0, asked.of(member) - given[0]);
  }

  /** Who has ever asked. */
  Set<Member> askers() {
    Set<Member> askers = new TreeSet<>();
    asked.forEach((member, amount) -> askers.add(member));
    return askers;
  }

  /** The count; 0 while decrements are known here whose rights are not. */
  long value() {
    long[] added = {0};
    granted.forEach(
        (grant, amount) -> added[0] = saturated(added[0], grant.isIncrement() ? amount : 0));
    return Math.max(0, added[0] - used.sum());
  }

  private static long saturated(long sum, long more) {
    return sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
  }

  Escrow withGrant(Member from, Member to, long total) {
    return new Escrow(granted.with(new Grant(from, to), total), used, asked);
  }

  void write(ByteWriter out) {
    granted.write(
        out,
        (writer, grant) -> {
          Members.write(writer, grant.from());
          Members.write(writer, grant.to());
        });
    used.write(out, Members::write);
    asked.write(out, Members::write);
  }

  static Escrow read(ByteReader in) {
    Maxima<Grant> granted =
        Maxima.read(in, reader -> new Grant(Members.read(reader), Members.read(reader)));
    return new Escrow(granted, Maxima.read(in, Members::read), Maxima.read(in, Members::read));
  }
}
