// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.DsmException;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.lease.AcquireResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Gives leases to the callers who wait for them, and back to the voters if none of them wants it
 * any more: no lease is renewed for ever that nobody knows of. Called under the lock of {@link
 * LeaseNode}.
 */
record Handing<V>(LeaseBook<V> book, LeaseContext context) {

  /** Before the callers have it, the lease may be over: looks again. */
  void over(
      List<CompletableFuture<AcquireResult<V>>> callers,
      HeldLease<V> lease,
      Function<String, DsmException> tooLate) {
    List<CompletableFuture<AcquireResult<V>>> served = List.copyOf(callers);
    lease.offered();
    context
        .callbacks()
        .run(
            () -> {
              boolean taken = false;
              for (CompletableFuture<AcquireResult<V>> caller : served) {
                if (lease.isValid()) {
                  taken |= caller.complete(new AcquireResult.Acquired<>(lease));
                } else {
                  caller.completeExceptionally(tooLate.apply(lease.key()));
                }
              }
              if (taken) {
                lease.taken();
              } else {
                context.node().locked(() -> declined(lease));
              }
            });
  }

  private void declined(HeldLease<V> lease) {
    if (lease.declined() && lease.isValid() && book.held(lease.claim()) == lease) {
      book.release(lease);
      release(lease.claim());
    }
  }

  /** Granted to this node, though nobody here wants it: lets others have it without waiting. */
  void back(String key, LeaseGrant grant) {
    LeaseClaim claim = new LeaseClaim(book.key(key), grant.token());
    if (book.held(claim) == null) { // else somebody asked in another way, and has it
      book.endedTokens().ended(key, grant.token());
      release(claim);
    }
  }

  private void release(LeaseClaim claim) {
    LeasePorts ports = context.ports();
    ports.gateway().submit(new LeaseCommand.Release(claim, ports.self()), ports.callTimeout());
  }

  /** What a caller may conclude who gives an acquisition up that the voters know of. */
  Optional<DsmException> givenUp(String key) {
    return Optional.of(
        new DsmException.Indeterminate(
            "lease %s was given up by its caller while the voters were asked for it; this node may"
                    .formatted(book.key(key))
                + " come to own it, and gives it back then unless another caller here has it"));
  }
}
