// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.dsm;

import io.dsm.DsmRuntime;
import io.dsm.bench.system.SharedLocks;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Leases; as they are asked for without queueing, waiting is asking again.
 *
 * @param quick of a short term, so that the lines about failing holders do not take for ever
 * @param usual of the default term, for those that are held by the thousand
 */
record DsmLeases(DsmRuntime runtime, LeaseCollection<String> quick, LeaseCollection<String> usual)
    implements SharedLocks {

  private static final long ASK_AGAIN_NANOS = 10_000_000;

  @Override
  public boolean isLeader() {
    return runtime
        .diagnostics()
        .consensus()
        .flatMap(it -> it.leader())
        .filter(runtime.self().node()::equals)
        .isPresent();
  }

  boolean leaderIsKnown() {
    return runtime.diagnostics().consensus().flatMap(it -> it.leader()).isPresent();
  }

  @Override
  public Held acquire(String name) throws Exception {
    LeaseCollection<String> leases = name.startsWith("many-") ? usual : quick;
    while (true) {
      try {
        if (leases.acquire(name, "bench").toCompletableFuture().get(20, TimeUnit.SECONDS)
            instanceof AcquireResult.Acquired<String>(Lease<String> lease)) {
          return new HeldLease(leases, lease);
        }
      } catch (java.util.concurrent.ExecutionException | CompletionException _) {
        // No leader for a moment, as after the death of one: ask again.
      }
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
    }
  }

  private record HeldLease(LeaseCollection<String> leases, Lease<String> lease) implements Held {

    @Override
    public boolean isValid() {
      return lease.isValid();
    }

    @Override
    public void release() throws Exception {
      leases
          .release(lease.key(), lease.token().orElseThrow())
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
    }
  }
}
