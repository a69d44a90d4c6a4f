// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.cluster.Member;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Who waits for which key of one collection. Keys nobody waits for take no memory. */
final class WaitLines {

  private final TreeMap<String, WaitLine> lines = new TreeMap<>();
  private int places;

  /** Takes or keeps a place; false if a bound is reached. */
  boolean join(String key, WaitLine.Waiter waiter) {
    WaitLine line = lines.get(key);
    boolean known = line != null && line.contains(waiter.member());
    int length = line == null ? 0 : line.size();
    if (!known && (length >= LeaseLimits.WAITERS || places >= LeaseLimits.PLACES)) {
      return false;
    }
    if (line == null) {
      line = new WaitLine();
      lines.put(key, line);
    }
    WaitLine joined = line;
    changing(key, joined, () -> joined.join(waiter));
    return true;
  }

  void leave(String key, Member member, long ticket) {
    with(key, line -> line.leave(member, ticket));
  }

  /** A member does not wait for anything any more. */
  void forget(Member member) {
    for (String key : List.copyOf(lines.keySet())) {
      leave(key, member, Long.MAX_VALUE);
    }
  }

  Optional<WaitLine.Waiter> takeFirst(String key) {
    WaitLine line = lines.get(key);
    if (line == null) {
      return Optional.empty();
    }
    Optional<WaitLine.Waiter> first = line.inOrder().stream().findFirst();
    changing(key, line, line::takeFirst);
    return first;
  }

  boolean waits(String key, Member member) {
    WaitLine line = lines.get(key);
    return line != null && line.contains(member);
  }

  int length(String key) {
    WaitLine line = lines.get(key);
    return line == null ? 0 : line.size();
  }

  /** The members that wait for a key, the next one first. */
  List<Member> waiting(String key) {
    WaitLine line = lines.get(key);
    return line == null ? List.of() : line.inOrder().stream().map(WaitLine.Waiter::member).toList();
  }

  Map<String, WaitLine> byKey() {
    return lines;
  }

  void addMembersTo(Collection<Member> members) {
    TreeSet<Member> all = new TreeSet<>();
    lines.values().forEach(line -> line.inOrder().forEach(waiter -> all.add(waiter.member())));
    members.addAll(all);
  }

  private void with(String key, Consumer<WaitLine> change) {
    WaitLine line = lines.get(key);
    if (line != null) {
      changing(key, line, () -> change.accept(line));
    }
  }

  private void changing(String key, WaitLine line, Runnable change) {
    int before = line.size();
    change.run();
    places += line.size() - before;
    if (line.size() == 0) {
      lines.remove(key);
    }
  }
}
