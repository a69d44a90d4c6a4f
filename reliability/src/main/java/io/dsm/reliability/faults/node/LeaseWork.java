// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults.node;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Acquires, watches itself hold, and releases, transfers or simply keeps. Says {@code grant} for
 * each answer and {@code held} for each span of time at both ends of which the lease was valid.
 */
final class LeaseWork extends Work {

  private static final int LOOKS_PER_REPORT = 40;

  private final String name;
  private final String collection;
  private final LeaseCollection<String> leases;
  private final List<NodeId> others;

  LeaseWork(String name, String collection, LeaseCollection<String> leases, List<NodeId> others) {
    this.name = name;
    this.collection = collection;
    this.leases = leases;
    this.others = others;
  }

  @Override
  void once() throws InterruptedException {
    String key = "job-" + dice(FaultSpecs.LEASE_KEYS);
    long begin = Speech.now();
    try {
      AcquireResult<String> result =
          leases.acquire(key, name).toCompletableFuture().get(5, TimeUnit.SECONDS);
      long end = Speech.now();
      if (result instanceof AcquireResult.Acquired<String>(Lease<String> lease)) {
        Optional<FencingToken> token = lease.token();
        if (token.isPresent()) {
          long number = token.get().value();
          Speech.say("grant %s/%s %d %d %d".formatted(collection, key, begin, end, number));
          watch(lease, token.get());
          giveUp(key, token.get());
        }
      }
    } catch (ExecutionException | TimeoutException | DsmException e) {
      pause(20);
    }
    pause(5 + dice(40));
  }

  private void watch(Lease<String> lease, FencingToken token) throws InterruptedException {
    int looks = 10 + dice(400);
    long from = 0;
    long to = 0;
    for (int i = 0; i < looks; i++) {
      long before = Speech.now();
      Optional<FencingToken> now = lease.token();
      if (now.isEmpty() || !now.get().equals(token)) {
        break;
      }
      to = before;
      if (from == 0) {
        from = Speech.now();
      }
      if (i % LOOKS_PER_REPORT == LOOKS_PER_REPORT - 1) {
        report(lease.key(), token, from, to);
      }
      pause(3);
    }
    report(lease.key(), token, from, to);
  }

  private void report(String key, FencingToken token, long from, long to) {
    if (from != 0 && from < to) {
      Speech.say("held %s/%s %d %d %d".formatted(collection, key, from, to, token.value()));
    }
  }

  private void giveUp(String key, FencingToken token) {
    int choice = dice(10);
    if (choice < 6) {
      leases.release(key, token);
    } else if (choice < 9) {
      leases.transfer(key, token, others.get(dice(others.size())));
    }
  }
}
