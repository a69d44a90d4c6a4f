// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.check;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Durable writes: registers with one writer each, and counters. What was acknowledged must be there
 * after any crash of its own node, at once, and everywhere in the end; what was never attempted
 * must be nowhere. Thread-safe.
 */
public final class ContentHistory {

  private final Map<String, Long> attempted = new HashMap<>();
  private final Map<String, Long> acknowledged = new HashMap<>();
  private final Map<String, Long> adding = new HashMap<>();
  private final Map<String, Long> added = new HashMap<>();
  private long last;
  private int count;

  /** Takes {@code put?}, {@code put!}, {@code add?} and {@code add!}. */
  public synchronized boolean hear(String[] words) {
    switch (words[0]) {
      case "put?" -> {
        count++;
        last = Math.max(last, Long.parseLong(words[2]));
        attempted.put(words[1], Long.parseLong(words[2]));
      }
      case "put!" -> acknowledged.put(words[1], Long.parseLong(words[2]));
      case "add?" -> {
        count++;
        adding.merge(words[1], 1L, Long::sum);
      }
      case "add!" -> added.merge(words[1], 1L, Long::sum);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The greatest number any node has written. */
  public synchronized long last() {
    return last;
  }

  /** Operations begun. */
  public synchronized int count() {
    return count;
  }

  /**
   * What is missing in, or was invented by, what a replica holds; empty if nothing.
   *
   * @param owner judge the registers and the counter of this node only; empty for all
   */
  public synchronized String problems(Content content, String owner) {
    Map<String, String> problems = new TreeMap<>();
    acknowledged.forEach(
        (key, value) -> {
          if (key.startsWith(owner) && content.registers().getOrDefault(key, -1L) < value) {
            problems.put(key, content.registers().get(key) + " instead of " + value);
          }
        });
    content
        .registers()
        .forEach(
            (key, value) -> {
              if (attempted.getOrDefault(key, -1L) < value) {
                problems.put(key, value + " was never written");
              }
            });
    content
        .counters()
        .forEach(
            (key, value) -> {
              long least = added.getOrDefault(key, 0L);
              long most = adding.getOrDefault(key, 0L);
              boolean judged = owner.isEmpty() || key.equals(owner);
              if (judged && (value < least || value > most)) {
                problems.put("counter " + key, value + " instead of " + least + " to " + most);
              }
            });
    return problems.isEmpty() ? "" : problems.toString();
  }
}
