// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Grants and spans of valid holding, by key. Judges that no token has two holders, that tokens grow
 * in the order of grants that did not overlap in time, and that no two holders were valid at one
 * moment. A lease valid at two moments under one token was so between them as far as others are
 * concerned. Thread-safe.
 */
public final class LeaseHistory {

  /** An answer: asked for at {@code begin}, given at {@code end}. */
  private record Grant(String holder, long begin, long end, long token) {}

  /** The longest span under one token of which both ends are known. */
  private record Span(String holder, long token, long from, long to) {
    Span with(long start, long end) {
      return new Span(holder, token, Math.min(from, start), Math.max(to, end));
    }
  }

  private final Map<String, List<Grant>> grants = new TreeMap<>();
  private final Map<String, Map<Long, Span>> spans = new TreeMap<>();
  private int count;

  /**
   * Takes {@code grant KEY BEGIN END TOKEN} and {@code held KEY FROM TO TOKEN} of one life of a
   * node.
   */
  public synchronized boolean hear(String holder, String[] words) {
    switch (words[0]) {
      case "grant" -> {
        count++;
        grants
            .computeIfAbsent(words[1], key -> new ArrayList<>())
            .add(new Grant(holder, number(words[2]), number(words[3]), number(words[4])));
      }
      case "held" -> {
        long token = number(words[4]);
        long from = number(words[2]);
        long to = number(words[3]);
        spans
            .computeIfAbsent(words[1], key -> new TreeMap<>())
            .merge(token, new Span(holder, token, from, to), (a, b) -> a.with(b.from(), b.to()));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static long number(String word) {
    return Long.parseLong(word);
  }

  /** How many leases were granted. */
  public synchronized int count() {
    return count;
  }

  /** Reports what is wrong. */
  public synchronized void judge(Violations violations) {
    grants.forEach((key, all) -> judgeTokens(key, all, violations));
    spans.forEach((key, all) -> judgeSpans(key, List.copyOf(all.values()), violations));
  }

  private static void judgeTokens(String key, List<Grant> all, Violations violations) {
    Map<Long, Grant> owners = new HashMap<>();
    PriorityQueue<Grant> open = new PriorityQueue<>(Comparator.comparingLong(Grant::end));
    Grant newest = null;
    for (Grant grant : all.stream().sorted(Comparator.comparingLong(Grant::begin)).toList()) {
      Grant owner = owners.putIfAbsent(grant.token(), grant);
      if (owner != null && !owner.holder().equals(grant.holder())) {
        violations.add("one token of " + key + " for two: " + owner + " and " + grant);
      }
      while (!open.isEmpty() && open.peek().end() < grant.begin()) {
        Grant ended = open.poll();
        newest = newest == null || newest.token() < ended.token() ? ended : newest;
      }
      if (newest != null && newest.token() > grant.token()) {
        violations.add("a token of " + key + " went back: " + newest + ", then " + grant);
      }
      open.add(grant);
    }
  }

  private static void judgeSpans(String key, List<Span> all, Violations violations) {
    Span before = null;
    for (Span span : all.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
      if (before != null && span.from() < before.to()) {
        violations.add("two holders of " + key + " at once: " + before + " and " + span);
      }
      if (before != null && span.token() < before.token()) {
        violations.add("an old token of " + key + " was valid again: " + before + ", " + span);
      }
      before = before == null || before.to() < span.to() ? span : before;
    }
  }
}
