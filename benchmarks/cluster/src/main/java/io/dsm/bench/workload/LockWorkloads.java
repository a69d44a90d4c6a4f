// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import io.dsm.bench.system.SharedLocks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Locks and leases. */
final class LockWorkloads {

  /** What this process holds on purpose, until it dies or is told otherwise. */
  private static final Map<String, SharedLocks.Held> KEPT = new ConcurrentHashMap<>();

  private LockWorkloads() {}

  /** Which nodes lead. */
  static Map<String, Object> leader(Role role) throws Exception {
    return Map.of("leader", role.node().locks().map(SharedLocks::isLeader).orElse(true));
  }

  /** The chosen node acquires and releases, each caller a lock of its own, nobody in the way. */
  static Map<String, Object> pairs(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    SharedLocks locks = role.locks();
    for (int i = 0; i < role.number("callers", 1); i++) {
      locks.define("pair-" + i);
    }
    return Callers.run(role, (caller, turn) -> locks.acquire("pair-" + caller).release());
  }

  /** The chosen node holds one lock and asks whether it still does. */
  static Map<String, Object> check(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    SharedLocks locks = role.locks();
    locks.define("check");
    SharedLocks.Held held = locks.acquire("check");
    try {
      Map<String, Object> report =
          Tight.run(
              role,
              operations -> {
                long valid = 0;
                for (int i = 0; i < operations; i++) {
                  valid += held.isValid() ? 1 : 0;
                }
                return valid;
              });
      if (!held.isValid()) {
        throw new IllegalStateException("the lock was lost while it was checked");
      }
      return report;
    } finally {
      held.release();
    }
  }

  /** The chosen node acquires many locks and keeps them. */
  static Map<String, Object> keepMany(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    SharedLocks locks = role.locks();
    int count = (int) role.number("count", 1);
    int callers = (int) role.number("callers", 1);
    String name = role.text("lock", "kept");
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Thread[] threads = new Thread[callers];
    for (int t = 0; t < callers; t++) {
      int first = t;
      threads[t] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = first; i < count; i += callers) {
                        locks.define(name + i);
                        KEPT.put(name + i, locks.acquire(name + i));
                      }
                    } catch (Exception e) {
                      failure.set(e);
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return Map.of("kept", KEPT.size(), "acquired", System.nanoTime());
  }

  /** The chosen node waits for the lock that another one keeps. */
  static Map<String, Object> waitFor(Role role) throws Exception {
    if (!role.isChosen()) {
      return Map.of();
    }
    SharedLocks locks = role.locks();
    String name = role.text("lock", "kept") + "0";
    locks.define(name);
    SharedLocks.Held held = locks.acquire(name);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("acquired", System.nanoTime());
    held.release();
    return report;
  }
}
