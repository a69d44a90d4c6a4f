// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.workload;

import java.util.Map;

/** All workloads by name, so that a parent process can ask for them. */
public final class Workloads {

  private static final Map<String, Workload> ALL =
      Map.ofEntries(
          Map.entry("fill", MapWorkloads::fill),
          Map.entry("await-fill", MapWorkloads::awaitFill),
          Map.entry("read", MapWorkloads::read),
          Map.entry("put-until-converged", MapWorkloads::putUntilConverged),
          Map.entry("put-visible", MapWorkloads::visible),
          Map.entry("acknowledged-put", MapWorkloads::acknowledgedPut),
          Map.entry("add-locally", CounterWorkloads::addLocally),
          Map.entry("add-everywhere", CounterWorkloads::addEverywhere),
          Map.entry("await-sum", CounterWorkloads::await),
          Map.entry("add-visible", CounterWorkloads::visible),
          Map.entry("lock-leader", LockWorkloads::leader),
          Map.entry("lock-pairs", LockWorkloads::pairs),
          Map.entry("lock-check", LockWorkloads::check),
          Map.entry("lock-keep", LockWorkloads::keepMany),
          Map.entry("lock-wait", LockWorkloads::waitFor),
          Map.entry("ref-leader", RefWorkloads::leader),
          Map.entry("ref-set", RefWorkloads::set),
          Map.entry("ref-get", RefWorkloads::get),
          Map.entry("ref-watch", RefWorkloads::watch));

  private Workloads() {}

  public static Workload named(String name) {
    Workload workload = ALL.get(name);
    if (workload == null) {
      throw new IllegalArgumentException("no workload " + name + "; there are " + ALL.keySet());
    }
    return workload;
  }
}
