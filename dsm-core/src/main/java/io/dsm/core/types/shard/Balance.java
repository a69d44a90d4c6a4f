// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.shard;

import io.dsm.cluster.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Spreads shards over members. With m members and n shards each gets n/m, rounded down, and n mod m
 * of them one more: those that have the most already, so that as few shards as possible move. A
 * step of a plan leaves the rest of it, so those who act one after another, each by a plan of its
 * own, move no more than one plan would.
 */
public final class Balance {

  private final SortedMap<Integer, Member> plan = new TreeMap<>();
  private final TreeMap<Member, Part> parts = new TreeMap<>();
  private final SortedSet<Integer> homeless = new TreeSet<>();

  /** What one member has, and how much it should have. */
  private static final class Part {
    private final Member member;
    private final Deque<Integer> own = new ArrayDeque<>();
    private int quota;

    Part(Member member) {
      this.member = member;
    }

    int size() {
      return own.size();
    }
  }

  private Balance(int shards, Map<Integer, Member> owners, Collection<Member> members) {
    members.forEach(member -> parts.put(member, new Part(member)));
    for (int shard = 0; shard < shards; shard++) {
      Member owner = owners.get(shard);
      Part part = owner == null ? null : parts.get(owner);
      if (part == null) {
        homeless.add(shard);
      } else {
        part.own.addLast(shard);
      }
    }
  }

  /**
   * Who should own each shard.
   *
   * @param owners who does; a shard that is missing, or whose owner is no member, has no home
   * @param members those who take part
   * @return an owner for every shard, or nothing if there are no members
   */
  public static SortedMap<Integer, Member> of(
      int shards, Map<Integer, Member> owners, Collection<Member> members) {
    Balance balance = new Balance(shards, owners, members);
    if (!balance.parts.isEmpty()) {
      balance.spread(shards);
    }
    return balance.plan;
  }

  private void spread(int shards) {
    allot(shards);
    for (Part part : parts.values()) {
      while (part.size() > part.quota) {
        homeless.add(part.own.removeLast());
      }
      part.own.forEach(shard -> plan.put(shard, part.member));
    }
    Iterator<Integer> moving = homeless.iterator();
    for (Part part : parts.values()) {
      for (int free = part.quota - part.size(); free > 0; free--) {
        plan.put(moving.next(), part.member);
      }
    }
  }

  private void allot(int shards) {
    List<Part> richestFirst = new ArrayList<>(parts.values());
    richestFirst.sort(
        Comparator.comparingInt(Part::size).reversed().thenComparing(part -> part.member));
    int more = shards % richestFirst.size();
    for (int i = 0; i < richestFirst.size(); i++) {
      richestFirst.get(i).quota = shards / richestFirst.size() + (i < more ? 1 : 0);
    }
  }
}
