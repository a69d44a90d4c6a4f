// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import io.dsm.bench.system.SharedRefs;
import io.dsm.bench.system.SharedRefs.SharedRef;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** Linearizable references. */
final class RefWorkloads {

  private RefWorkloads() {}

  /** Which nodes lead. */
  static Map<String, Object> leader(Role role) {
    return Map.of("leader", role.node().refs().map(SharedRefs::isLeader).orElse(true));
  }

  /** The chosen node writes, each caller a reference of its own. */
  static Map<String, Object> set(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    SharedRef[] refs = refs(role);
    return Callers.run(
        role, (caller, turn) -> refs[caller].set(Entries.numbered(turn % 100_000_000)));
  }

  /** The chosen node reads what it wrote before, each caller a reference of its own. */
  static Map<String, Object> get(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    SharedRef[] refs = refs(role);
    for (int i = 0; i < refs.length; i++) {
      refs[i].set(Entries.numbered(i));
    }
    return Callers.run(
        role,
        (caller, turn) -> {
          String value = refs[caller].get();
          if (value == null || Entries.number(value) != caller) {
            throw new IllegalStateException("reference " + caller + " is " + value);
          }
        });
  }

  /** One node writes now and then; a watcher on another one notes when it is told. */
  static Map<String, Object> watch(Role role) throws Exception {
    int count = (int) role.number("count", 200);
    SharedRef ref = role.refs().at("ref-watched");
    if (role.index() == role.number("watcher", role.nodes() - 1)) {
      return Map.of("seen", seen(role, ref, count));
    }
    if (role.isChosen()) {
      long[] sent = new long[count];
      long settled = role.start() + TimeUnit.MILLISECONDS.toNanos(1_500);
      Pace pace = new Pace(settled, TimeUnit.MICROSECONDS.toNanos(role.number("interval", 4_000)));
      for (int i = 0; i < count; i++) {
        String value = Entries.numbered(i);
        sent[i] = pace.next();
        ref.set(value);
      }
      return Map.of("sent", sent);
    }
    return Map.of();
  }

  private static long[] seen(Role role, SharedRef ref, int count) throws Exception {
    long begin = System.nanoTime();
    long[] at = new long[count];
    AtomicIntegerArray told = new AtomicIntegerArray(count);
    AutoCloseable watch =
        ref.watch(
                value -> {
                  int number = Entries.number(value);
                  if (number < count && told.get(number) == 0) {
                    at[number] = System.nanoTime();
                    told.set(number, 1);
                  }
                })
            .orElseThrow(() -> new Role.NotOffered("a watch"));
    try (watch) {
      // The last value of an earlier run is told first; it must not count for this one.
      while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(1_000)) {
        LockSupport.parkNanos(10_000_000);
      }
      for (int i = 0; i < count; i++) {
        told.set(i, 0);
      }
      long deadline = role.deadline();
      for (int i = 0; i < count; i++) {
        while (told.get(i) == 0) {
          Role.pause(deadline, "value " + i + " of " + count + " was not told");
        }
      }
    }
    return at;
  }

  private static SharedRef[] refs(Role role) throws Exception {
    SharedRefs offered = role.refs();
    SharedRef[] refs = new SharedRef[(int) role.number("callers", 1)];
    for (int i = 0; i < refs.length; i++) {
      refs[i] = offered.at("ref-" + i);
    }
    return refs;
  }
}
