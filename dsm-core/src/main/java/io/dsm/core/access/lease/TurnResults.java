// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.DsmException;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.lease.AcquireResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What callers that wait for a key are told. */
record TurnResults<V>(LeaseBook<V> book, LeaseContext context, LeaseReads<V> reads) {

  void handOver(List<CompletableFuture<AcquireResult<V>>> callers, HeldLease<V> lease) {
    new Handing<>(book, context).over(callers, lease, this::tooLate);
  }

  private DsmException tooLate(String key) {
    return new DsmException.Indeterminate(
        "the turn of this node for lease %s had come, but its term of %s was over before it could"
                .formatted(book.key(key), book.spec().timing().term())
            + " be handed to the caller; it is not held; wait again, or use a longer term");
  }

  void full(List<CompletableFuture<AcquireResult<V>>> callers, String key, String bound) {
    fail(
        callers,
        new DsmException.Unavailable(
            "lease %s cannot be waited for: there are %s, which is the bound; try again later"
                .formatted(book.key(key), bound)));
  }

  void unexpected(List<CompletableFuture<AcquireResult<V>>> callers, String key, Object answer) {
    fail(
        callers,
        new DsmException.Indeterminate(
            "unexpected answer to waiting for lease %s: %s; run equal versions on all nodes"
                .formatted(book.key(key), answer)));
  }

  void stopped(List<CompletableFuture<AcquireResult<V>>> callers, String key) {
    fail(
        callers,
        new DsmException.Unavailable(
            "waiting for lease %s has ended: node %s is stopping; it is not held; use another node"
                .formatted(book.key(key), context.ports().self())));
  }

  /**
   * @param place what the voters have said since the caller asked
   */
  void expired(CompletableFuture<AcquireResult<V>> caller, String key, Optional<Turn.Place> place) {
    if (place.isEmpty()) {
      fail(
          List.of(caller),
          new DsmException.Unavailable(
              "lease %s was waited for, but the voters did not answer in time; it is not held; see"
                      .formatted(book.key(key))
                  + " whether a majority of the voters runs"));
      return;
    }
    book.counters().acquireRejections.increment();
    var holder = place.get().holder();
    LeaseAnswer.Entry entry =
        new LeaseAnswer.Entry(book.key(key), holder, holder.timing().exclusionNanos());
    context
        .callbacks()
        .run(
            () -> {
              try {
                caller.complete(new AcquireResult.HeldByAnother<>(reads.snapshot(entry)));
              } catch (DsmException.Rejected unreadable) {
                caller.completeExceptionally(unreadable);
              }
            });
  }

  private void fail(List<CompletableFuture<AcquireResult<V>>> callers, DsmException failure) {
    List.copyOf(callers).forEach(caller -> context.callbacks().fail(caller, failure));
  }
}
