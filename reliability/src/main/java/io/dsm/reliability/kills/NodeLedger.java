// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.kills;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one node attempted and was told is done, over all its lives; judges what a replica holds of
 * it. An attempt without an answer may have happened or not. Thread-safe.
 */
final class NodeLedger {

  private final String node;
  private final Findings findings;
  private final Map<String, TreeMap<Long, Boolean>> writes = new HashMap<>();
  private final Map<String, Long> added = new HashMap<>();
  private final Map<String, Long> adding = new HashMap<>();
  private final Set<Long> tagged = new TreeSet<>();
  private long last;
  private long life;
  private long attempts;
  private long acknowledgements;
  private long[] stamp = {0, -1};
  private long[] dot = {0, 0};

  NodeLedger(String node, Findings findings) {
    this.node = node;
    this.findings = findings;
  }

  /** Takes a line of the node; false if it is not about writes. */
  synchronized boolean hear(String[] words) {
    switch (words[0]) {
      case "ready" -> begun(Long.parseLong(words[1]));
      case "put?" -> writing(Long.parseLong(words[1]));
      case "put!" -> written(words);
      case "add?" -> {
        adding.merge(words[1], 1L, Long::sum);
        attempts++;
      }
      case "add!" -> {
        added.merge(words[1], 1L, Long::sum);
        acknowledgements++;
      }
      case "tag?" -> {
        last = Math.max(last, Long.parseLong(words[1]));
        attempts++;
      }
      case "tag!" -> {
        tagged.add(Long.valueOf(words[1]));
        acknowledgements++;
      }
      case "dot!" -> {
        long[] next = {Long.parseLong(words[1]), Long.parseLong(words[2])};
        dot = above("dot", dot, next);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void begun(long incarnation) {
    if (incarnation <= life) {
      findings.regression(node + " began life " + incarnation + " after " + life);
    }
    life = incarnation;
  }

  private void writing(long n) {
    last = Math.max(last, n);
    attempts++;
    history(Specs.key(node, n)).put(n, false);
  }

  private void written(String[] words) {
    long n = Long.parseLong(words[1]);
    acknowledgements++;
    history(Specs.key(node, n)).put(n, true);
    if (words.length > 2) {
      stamp =
          above("stamp", stamp, new long[] {Long.parseLong(words[2]), Long.parseLong(words[3])});
    }
  }

  private TreeMap<Long, Boolean> history(String key) {
    return writes.computeIfAbsent(key, missing -> new TreeMap<>());
  }

  private long[] above(String what, long[] before, long[] next) {
    if (next[0] < before[0] || (next[0] == before[0] && next[1] <= before[1])) {
      findings.regression(
          "%s of %s is %d.%d after %d.%d"
              .formatted(what, node, next[0], next[1], before[0], before[1]));
    }
    return next;
  }

  String node() {
    return node;
  }

  /** The greatest number used for anything. */
  synchronized long last() {
    return last;
  }

  synchronized long attempts() {
    return attempts;
  }

  synchronized long acknowledgements() {
    return acknowledgements;
  }

  synchronized long added(String counter) {
    return added.getOrDefault(counter, 0L);
  }

  synchronized long adding(String counter) {
    return adding.getOrDefault(counter, 0L);
  }

  /** What is lost of this node in what a replica holds; empty if nothing. */
  synchronized String missing(Content content) {
    StringBuilder missing = new StringBuilder();
    writes.forEach((key, history) -> missing.append(wrong(key, history, content)));
    long value = content.counts().getOrDefault(node, 0L);
    if (value < added(node)) {
      missing.append(
          " counter %s is %d, %d additions were acknowledged;".formatted(node, value, added(node)));
    }
    Set<Long> tags = content.tags().getOrDefault(node, Set.of());
    if (!tags.containsAll(tagged)) {
      Set<Long> gone = new TreeSet<>(tagged);
      gone.removeAll(tags);
      missing.append(" elements ").append(gone).append(" of set ").append(node).append(';');
    }
    return missing.toString();
  }

  private static String wrong(String key, TreeMap<Long, Boolean> history, Content content) {
    long acknowledged = -1;
    for (Map.Entry<Long, Boolean> write : history.entrySet()) {
      acknowledged = write.getValue() ? write.getKey() : acknowledged;
    }
    Long value = content.routes().get(key);
    boolean explained =
        value != null
            ? value >= acknowledged && history.containsKey(value) && !Specs.removes(value)
            : acknowledged < 0
                || history.tailMap(acknowledged).keySet().stream().anyMatch(Specs::removes);
    return explained
        ? ""
        : " register %s is %s, the last acknowledged write was %d (%s);"
            .formatted(
                key, value, acknowledged, Specs.removes(acknowledged) ? "a removal" : "a value");
  }

  /** Reports what a replica holds of this node that nobody ever asked for. */
  synchronized void findInventions(String where, Content content) {
    long value = content.counts().getOrDefault(node, 0L);
    if (value > adding(node)) {
      findings.violation(
          where + ": counter " + node + " is " + value + " after " + adding(node) + " attempts");
    }
    for (long tag : content.tags().getOrDefault(node, Set.of())) {
      if (tag > last) {
        findings.violation(where + ": element " + tag + " of set " + node + " was never added");
      }
    }
  }
}
