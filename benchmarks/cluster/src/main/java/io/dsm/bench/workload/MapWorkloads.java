// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import io.dsm.bench.system.SharedMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads and writes of the replicated map. */
final class MapWorkloads {

  private MapWorkloads() {}

  /** The chosen node writes so many entries once; every node waits until it has them. */
  static Map<String, Object> fill(Role role) throws Exception {
    Entries entries = entries(role, "");
    SharedMap map = role.map();
    long start = role.start();
    if (role.isChosen()) {
      for (int i = 0; i < entries.size(); i++) {
        map.put(entries.key(i), entries.value(i));
      }
    }
    return agree(role, entries, entries.size(), start);
  }

  /** Every node waits until it has the entries of {@link #fill}. */
  static Map<String, Object> awaitFill(Role role) throws Exception {
    Entries entries = entries(role, "");
    return agree(role, entries, entries.size(), role.start());
  }

  /** The chosen node reads what it has. */
  static Map<String, Object> read(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    Entries entries = entries(role, "");
    SharedMap map = role.map();
    long[] turn = {0};
    return Tight.run(
        role,
        operations -> {
          long length = 0;
          long from = turn[0];
          turn[0] += operations;
          for (long i = from; i < from + operations; i++) {
            String value = map.get(entries.key(i));
            length += value == null ? 0 : value.length();
          }
          return length;
        });
  }

  /**
   * The first {@code writers} nodes write as fast as they can, each to keys of its own; every node
   * waits until it has the last value of every key of every writer.
   */
  static Map<String, Object> putUntilConverged(Role role) throws Exception {
    int writers = (int) role.number("writers", 1);
    Entries[] entries = new Entries[writers];
    for (int i = 0; i < writers; i++) {
      entries[i] = entries(role, i + "-");
    }
    SharedMap map = role.map();
    long start = role.start();
    long written = 0;
    long last = start;
    if (role.index() < writers) {
      Entries own = entries[role.index()];
      long end = start + TimeUnit.MILLISECONDS.toNanos(role.number("millis", 1_000));
      do {
        for (int i = 0; i < 16; i++, written++) {
          map.put(own.key(written), own.value(written));
        }
        last = System.nanoTime();
      } while (last < end);
      map.put(last(role, role.index()), Long.toString(written));
    }
    long deadline = role.deadline();
    for (int i = 0; i < writers; i++) {
      long turns = awaitLast(map, last(role, i), deadline);
      awaitRight(map, entries[i], turns, deadline);
    }
    return Map.of(
        "written", written, "start", start, "accepted", last, "converged", System.nanoTime());
  }

  /** The first node writes a numbered value now and then; the last one notes when it sees it. */
  static Map<String, Object> visible(Role role) throws Exception {
    int count = (int) role.number("count", 500);
    SharedMap map = role.map();
    String key = role.text("keys", "visible");
    long start = role.start();
    if (role.index() == 0) {
      long[] sent = new long[count];
      Pace pace = new Pace(start, TimeUnit.MICROSECONDS.toNanos(role.number("interval", 2_000)));
      for (int i = 0; i < count; i++) {
        String value = Entries.numbered(i);
        sent[i] = pace.next();
        map.put(key, value);
      }
      return Map.of("sent", sent);
    }
    return role.index() == role.nodes() - 1
        ? Map.of("seen", watch(role, map, key, count))
        : Map.of();
  }

  /** The chosen node writes, and each write waits for other nodes. */
  static Map<String, Object> acknowledgedPut(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    Entries entries = entries(role, "");
    SharedMap map = role.map();
    return Callers.run(
        role,
        (caller, turn) -> map.put(entries.key(caller + turn * 64), entries.value(turn * 977)));
  }

  private static long[] watch(Role role, SharedMap map, String key, int count) throws Exception {
    long deadline = role.deadline();
    long[] seen = new long[count];
    int next = 0;
    while (next < count) {
      String value = map.get(key);
      int number = value == null ? -1 : Entries.number(value);
      long now = System.nanoTime();
      for (; next <= number; next++) {
        seen[next] = now;
      }
      if (now > deadline) {
        throw new IllegalStateException("gave up: saw " + next + " of " + count + " values");
      }
    }
    return seen;
  }

  private static Map<String, Object> agree(Role role, Entries entries, long turns, long start)
      throws Exception {
    awaitRight(role.map(), entries, turns, role.deadline());
    return Map.of("start", start, "converged", System.nanoTime());
  }

  private static void awaitRight(SharedMap map, Entries entries, long turns, long deadline)
      throws Exception {
    int wrong = entries.firstWrong(map, turns, 0);
    while (wrong < entries.size()) {
      Role.pause(deadline, "key " + wrong + " of " + entries.size() + " is still wrong");
      wrong = entries.firstWrong(map, turns, wrong);
    }
  }

  private static long awaitLast(SharedMap map, String key, long deadline) throws Exception {
    @Nullable String turns = map.get(key);
    while (turns == null) {
      Role.pause(deadline, "the last value is not here");
      turns = map.get(key);
    }
    return Long.parseLong(turns);
  }

  private static Entries entries(Role role, String part) {
    return new Entries(role.text("keys", "key") + "-" + part, (int) role.number("entries", 10_000));
  }

  private static String last(Role role, int writer) {
    return role.text("keys", "key") + "-last-" + role.number("run", 0) + "-" + writer;
  }
}
