// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.DsmException;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseTiming;
import io.dsm.lease.AcquireResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Acquires leases of one collection. Called under the lock of {@link LeaseNode}. */
final class Acquisitions<V> {

  private final LeaseBook<V> book;
  private final LeaseContext context;
  private final LeaseReads<V> reads;

  /** Callers that ask for a key while it is being asked for share the answer. */
  private final Map<String, List<CompletableFuture<AcquireResult<V>>>> waiting = new HashMap<>();

  Acquisitions(LeaseBook<V> book, LeaseContext context, LeaseReads<V> reads) {
    this.book = book;
    this.context = context;
    this.reads = reads;
  }

  void acquire(String key, V value, CompletableFuture<AcquireResult<V>> promise) {
    HeldLease<V> present = book.held(key);
    if (present != null && present.isValid()) {
      handOver(List.of(promise), present);
      return;
    }
    if (waiting.containsKey(key)) {
      waiting.get(key).add(promise);
      return;
    }
    book.loseIfExpired(key);
    LeaseCommand.Acquire command;
    try {
      command = command(key, value);
    } catch (DsmException.Rejected rejected) {
      context.callbacks().fail(promise, rejected);
      return;
    }
    waiting.put(key, new ArrayList<>(List.of(promise)));
    ClockReading asked = ClockReading.of(context.ports().clock());
    context
        .ports()
        .gateway()
        .submit(command, context.ports().callTimeout())
        .whenComplete(
            (outcome, failure) ->
                context
                    .node()
                    .locked(
                        () -> answered(key, value, asked, Optional.ofNullable(failure), outcome)));
  }

  private LeaseCommand.Acquire command(String key, V value) {
    return new LeaseCommand.Acquire(
        book.key(key),
        context.ports().self(),
        Arguments.encoded(book.spec().address(), book.codec(), value),
        LeaseTiming.of(book.spec()),
        book.endedTokens().abandoned(key));
  }

  private void answered(
      String key, V value, ClockReading asked, Optional<Throwable> failure, LeaseOutcome outcome) {
    List<CompletableFuture<AcquireResult<V>>> promises =
        Optional.ofNullable(waiting.remove(key)).orElseGet(List::of);
    if (failure.isPresent()) {
      book.counters().failed(failure.get());
      promises.forEach(promise -> context.callbacks().fail(promise, failure.get()));
      return;
    }
    switch (outcome) {
      case LeaseOutcome.Granted(var grant) -> granted(promises, key, value, grant, asked);
      case LeaseOutcome.HeldByAnother(var grant) -> heldByAnother(promises, key, grant);
      case LeaseOutcome.Full(var bound) ->
          fail(
              promises,
              new DsmException.Unavailable(
                  "lease %s was not granted: the voters hold %s, which is the bound; release"
                          .formatted(book.key(key), bound)
                      + " leases or use fewer keys"));
      case LeaseOutcome.Queued _,
          LeaseOutcome.Left _,
          LeaseOutcome.Revoking _,
          LeaseOutcome.Renewed _,
          LeaseOutcome.Transferred _,
          LeaseOutcome.Released _,
          LeaseOutcome.NotHeld _ ->
          fail(
              promises,
              new DsmException.Indeterminate(
                  "unexpected answer to acquiring lease %s: %s; run equal versions on all nodes"
                      .formatted(book.key(key), outcome)));
    }
  }

  private void granted(
      List<CompletableFuture<AcquireResult<V>>> promises,
      String key,
      V value,
      LeaseGrant grant,
      ClockReading asked) {
    Optional<HeldLease<V>> lease =
        context.node().isServing() ? book.begin(key, value, grant, asked) : Optional.empty();
    if (lease.isPresent()) {
      context.node().wakeFor(book, lease.get());
      handOver(promises, lease.get());
      return;
    }
    // Nobody here will use it: let others have it without waiting.
    LeaseClaim claim = new LeaseClaim(book.key(key), grant.token());
    context
        .ports()
        .gateway()
        .submit(
            new LeaseCommand.Release(claim, context.ports().self()), context.ports().callTimeout());
    fail(promises, tooLate(key));
  }

  /** After the wait for its turn the lease may be over: looks again before the caller has it. */
  private void handOver(List<CompletableFuture<AcquireResult<V>>> promises, HeldLease<V> lease) {
    context
        .callbacks()
        .run(
            () -> {
              for (CompletableFuture<AcquireResult<V>> promise : promises) {
                if (lease.isValid()) {
                  promise.complete(new AcquireResult.Acquired<>(lease));
                } else {
                  promise.completeExceptionally(tooLate(lease.key()));
                }
              }
            });
  }

  private void heldByAnother(
      List<CompletableFuture<AcquireResult<V>>> promises, String key, LeaseGrant grant) {
    book.counters().acquireRejections.increment();
    LeaseAnswer.Entry entry =
        new LeaseAnswer.Entry(book.key(key), grant, grant.timing().exclusionNanos());
    context
        .callbacks()
        .run(
            () -> {
              try {
                AcquireResult<V> result = new AcquireResult.HeldByAnother<>(reads.snapshot(entry));
                promises.forEach(promise -> promise.complete(result));
              } catch (DsmException.Rejected unreadable) {
                promises.forEach(promise -> promise.completeExceptionally(unreadable));
              }
            });
  }

  private DsmException tooLate(String key) {
    return new DsmException.Indeterminate(
        "lease %s was granted, but its term of %s was over before it could be handed to the caller;"
                .formatted(book.key(key), book.spec().timing().term())
            + " it is not held; acquire it again, or use a longer term");
  }

  private void fail(List<CompletableFuture<AcquireResult<V>>> promises, DsmException failure) {
    book.counters().failed(failure);
    promises.forEach(promise -> context.callbacks().fail(promise, failure));
  }
}
