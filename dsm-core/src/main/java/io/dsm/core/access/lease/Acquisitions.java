// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.DsmException;
import io.dsm.core.access.call.CallPromise;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseTiming;
import io.dsm.core.types.lease.LeaseValue;
import io.dsm.lease.AcquireResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Acquires leases of one collection. Called under the lock of {@link LeaseNode}. */
final class Acquisitions<V> {

  private final LeaseBook<V> book;
  private final LeaseContext context;
  private final LeaseReads<V> reads;
  private final Handing<V> handing;
  private final Map<String, Question<V>> questions = new HashMap<>();

  /** Somebody who asks. */
  private record Caller<V>(
      V value, LeaseValue encoded, long sinceNanos, CompletableFuture<AcquireResult<V>> promise) {}

  /**
   * What the voters are being asked. Those who came later share a grant; that another has the key
   * is news of the past to them, for it may have been decided before they came.
   */
  private record Question<V>(
      V value, List<Caller<V>> callers, List<Caller<V>> later, CompletionStage<?> answer) {
    List<CompletableFuture<AcquireResult<V>>> promises() {
      return Acquisitions.promises(Stream.concat(callers.stream(), later.stream()).toList());
    }

    /** Whether nobody waits for the answer any more. */
    boolean isLeftBy(CompletableFuture<AcquireResult<V>> promise) {
      boolean left =
          callers.removeIf(caller -> caller.promise() == promise)
              || later.removeIf(caller -> caller.promise() == promise);
      return left && callers.isEmpty() && later.isEmpty();
    }
  }

  Acquisitions(LeaseBook<V> book, LeaseContext context, LeaseReads<V> reads) {
    this.book = book;
    this.context = context;
    this.reads = reads;
    this.handing = new Handing<>(book, context);
  }

  /**
   * A caller gives up. What the voters were asked for, and may have been told of, is waited for
   * without it: else a grant that comes late would be known to nobody.
   */
  Optional<DsmException> givenUp(String key, CompletableFuture<AcquireResult<V>> promise) {
    Question<V> question = questions.get(key);
    Optional<DsmException> nothing =
        question != null && question.isLeftBy(promise)
            ? CallPromise.giveUp(question.answer(), false)
            : Optional.empty();
    return nothing.or(() -> handing.givenUp(key));
  }

  void acquire(String key, V value, CompletableFuture<AcquireResult<V>> promise) {
    HeldLease<V> present = book.held(key);
    if (present != null && present.isValid()) {
      handOver(List.of(promise), present);
      return;
    }
    Caller<V> caller;
    try {
      LeaseValue encoded = Arguments.encoded(book.spec().address(), book.codec(), value);
      caller = new Caller<>(value, encoded, context.ports().clock().monotonicNanos(), promise);
    } catch (DsmException.Rejected rejected) {
      context.callbacks().fail(promise, rejected);
      return;
    }
    Question<V> asked = questions.get(key);
    if (asked == null) {
      ask(key, List.of(caller));
    } else {
      asked.later().add(caller);
    }
  }

  /** Asks once for all of them, the longest waiting first. */
  private void ask(String key, List<Caller<V>> callers) {
    book.loseIfExpired(key);
    ClockReading asked = ClockReading.of(context.ports().clock());
    Caller<V> first = callers.getFirst();
    long waited = asked.monotonicNanos() - first.sinceNanos();
    CompletionStage<LeaseOutcome> answer =
        context
            .ports()
            .gateway()
            .submit(
                command(key, first.encoded()),
                Duration.ofNanos(Math.max(1, context.ports().callTimeout().toNanos() - waited)));
    questions.put(
        key, new Question<>(first.value(), new ArrayList<>(callers), new ArrayList<>(), answer));
    answer.whenComplete(
        (outcome, failure) ->
            context
                .node()
                .locked(() -> answered(key, asked, Optional.ofNullable(failure), outcome)));
  }

  private void answered(
      String key, ClockReading asked, Optional<Throwable> failure, LeaseOutcome outcome) {
    Question<V> question = Objects.requireNonNull(questions.remove(key));
    List<CompletableFuture<AcquireResult<V>>> promises = question.promises();
    if (failure.isPresent()) {
      book.counters().failed(failure.get());
      promises.forEach(promise -> context.callbacks().fail(promise, failure.get()));
      return;
    }
    switch (outcome) {
      case LeaseOutcome.Granted(var grant) ->
          granted(promises, key, question.value(), grant, asked);
      case LeaseOutcome.HeldByAnother(var grant) -> {
        heldByAnother(promises(question.callers()), key, grant);
        askAgain(key, question.later());
      }
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

  private void askAgain(String key, List<Caller<V>> later) {
    if (later.isEmpty()) {
      return;
    }
    HeldLease<V> present = book.held(key);
    if (present != null && present.isValid()) {
      handOver(promises(later), present);
    } else {
      ask(key, later);
    }
  }

  private static <V> List<CompletableFuture<AcquireResult<V>>> promises(List<Caller<V>> callers) {
    return callers.stream().map(Caller::promise).toList();
  }

  private LeaseCommand.Acquire command(String key, LeaseValue value) {
    return new LeaseCommand.Acquire(
        book.key(key),
        context.ports().self(),
        value,
        LeaseTiming.of(book.spec()),
        book.endedTokens().abandoned(key));
  }

  private void granted(
      List<CompletableFuture<AcquireResult<V>>> promises,
      String key,
      V value,
      LeaseGrant grant,
      ClockReading asked) {
    if (promises.isEmpty()) {
      handing.back(key, grant);
      return;
    }
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

  private void handOver(List<CompletableFuture<AcquireResult<V>>> promises, HeldLease<V> lease) {
    handing.over(promises, lease, this::tooLate);
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
