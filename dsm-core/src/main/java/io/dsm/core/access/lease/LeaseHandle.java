// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.core.access.call.CallPromise;
import io.dsm.core.types.lease.LeaseClaim;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.diagnostics.LeaseDiagnostics;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.LeaseListener;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.lease.ReleaseResult;
import io.dsm.lease.RenewResult;
import io.dsm.lease.RevokeResult;
import io.dsm.lease.TransferResult;
import io.dsm.lease.VerifyResult;
import io.dsm.spi.time.Timers.Timer;
import io.dsm.stream.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The handle of one lease collection: checks a call, asks the voters, keeps the book. */
final class LeaseHandle<V> implements LeaseQueue<V> {

  private final LeaseBook<V> book;
  private final LeaseContext context;
  private final Acquisitions<V> acquisitions;
  private final Transfers<V> transfers;
  private final LeaseReads<V> reads;
  private final Turns<V> turns;

  LeaseHandle(LeaseBook<V> book, LeaseContext context) {
    this.book = book;
    this.context = context;
    this.reads = new LeaseReads<>(book, context);
    this.turns = new Turns<>(book, context, reads);
    this.acquisitions = new Acquisitions<>(book, context, reads);
    this.transfers = new Transfers<>(book, context);
  }

  Turns<V> turns() {
    return turns;
  }

  LeaseBook<V> book() {
    return book;
  }

  LeaseDiagnostics diagnostics() {
    int valid = (int) book.held().stream().filter(Lease::isValid).count();
    return book.counters().snapshot(book.spec().address(), valid);
  }

  @Override
  public CompletionStage<AcquireResult<V>> acquire(String key, V value) {
    return asking(
        key,
        promise -> {
          promise.onCancel(_ -> locked(() -> acquisitions.givenUp(key, promise)));
          acquisitions.acquire(key, value, promise);
        });
  }

  @Override
  public CompletionStage<AcquireResult<V>> acquire(String key, V value, Duration wait) {
    if (wait.isNegative() || wait.isZero()) {
      return acquire(key, value);
    }
    long asked = context.ports().clock().monotonicNanos();
    return asking(
        key,
        promise -> {
          Timer timer =
              context
                  .ports()
                  .timers()
                  .after(
                      Arguments.nanos(wait),
                      () -> context.node().locked(() -> turns.expired(key, promise, asked)));
          var _ = promise.whenComplete((result, failure) -> timer.cancel());
          promise.onCancel(_ -> locked(() -> turns.givenUp(key, promise)));
          turns.await(key, value, promise);
        });
  }

  @Override
  public CompletionStage<AcquireResult<V>> turn(String key, V value, Optional<FencingToken> ended) {
    return asking(
        key,
        promise -> {
          ended.map(token -> book.held(claim(key, token))).ifPresent(book::release);
          promise.onCancel(_ -> locked(() -> turns.givenUp(key, promise)));
          turns.await(key, value, promise);
        });
  }

  @Override
  public boolean waits(String key, long sinceNanos) {
    return context.node().locked(() -> turns.waits(key, sinceNanos));
  }

  @Override
  public void look(String key) {
    context.node().locked(() -> turns.look(key));
  }

  @Override
  public void withdraw(String key, CompletionStage<AcquireResult<V>> turn) {
    // A stage of turn() is the very promise; callers only pass it back.
    context.node().locked(() -> turns.withdraw(key, (CompletableFuture<AcquireResult<V>>) turn));
  }

  @Override
  public CompletionStage<RevokeResult> revoke(String key, FencingToken token) {
    return asking(
        key,
        promise -> {
          CompletionStage<LeaseOutcome> asked =
              context
                  .ports()
                  .gateway()
                  .submit(
                      new LeaseCommand.Revoke(claim(key, token)), context.ports().callTimeout());
          promise.waitsFor(asked);
          asked.whenComplete((outcome, failure) -> revoked(promise, outcome, failure));
        });
  }

  private void revoked(
      CompletableFuture<RevokeResult> promise, LeaseOutcome outcome, @Nullable Throwable failure) {
    if (failure != null) {
      book.counters().failed(failure);
      context.callbacks().fail(promise, failure);
    } else {
      boolean ending = outcome instanceof LeaseOutcome.Revoking;
      context.callbacks().complete(promise, ending ? RevokeResult.ENDING : RevokeResult.NOT_HELD);
    }
  }

  @Override
  public CompletionStage<Optional<LeaseDescription<V>>> describe(String key) {
    return asking(key, promise -> reads.describe(key, promise));
  }

  @Override
  public CompletionStage<RenewResult> renew(String key, FencingToken token) {
    return asking(
        key,
        promise -> {
          HeldLease<V> lease = book.held(claim(key, token));
          if (lease == null || !lease.isValid()) {
            context.callbacks().complete(promise, new RenewResult.NotHeld());
            return;
          }
          context
              .renewals()
              .renew(List.of(lease.claim()), context.ports().callTimeout())
              .whenComplete((outcome, failure) -> renewed(promise, lease, failure));
        });
  }

  private void renewed(
      CompletableFuture<RenewResult> promise, HeldLease<V> lease, Throwable failure) {
    if (failure != null) {
      context.callbacks().fail(promise, failure);
      return;
    }
    context
        .callbacks()
        .run(
            () ->
                promise.complete(
                    lease.isValid()
                        ? new RenewResult.Renewed(lease.remaining())
                        : new RenewResult.NotHeld()));
  }

  @Override
  public CompletionStage<TransferResult> transfer(String key, FencingToken token, NodeId target) {
    return asking(key, promise -> transfers.transfer(claim(key, token), target, promise));
  }

  @Override
  public CompletionStage<ReleaseResult> release(String key, FencingToken token) {
    return asking(
        key,
        promise -> {
          HeldLease<V> lease = book.held(claim(key, token));
          if (lease != null) {
            book.release(lease);
          }
          context
              .ports()
              .gateway()
              .submit(
                  new LeaseCommand.Release(claim(key, token), context.ports().self()),
                  context.ports().callTimeout())
              .whenComplete((outcome, failure) -> released(promise, outcome, failure));
        });
  }

  private void released(
      CompletableFuture<ReleaseResult> promise, LeaseOutcome outcome, Throwable failure) {
    if (failure != null) {
      book.counters().failed(failure);
      context.callbacks().fail(promise, failure);
    } else {
      boolean freed = outcome instanceof LeaseOutcome.Released;
      context
          .callbacks()
          .complete(promise, freed ? ReleaseResult.RELEASED : ReleaseResult.NOT_HELD);
    }
  }

  @Override
  public CompletionStage<Optional<LeaseSnapshot<V>>> current(String key) {
    return asking(key, promise -> reads.current(key, promise));
  }

  @Override
  public CompletionStage<Map<String, LeaseSnapshot<V>>> all() {
    return asking("any", reads::all);
  }

  @Override
  public CompletionStage<VerifyResult> verify(String key, FencingToken token) {
    return asking(key, promise -> reads.verify(claim(key, token), promise));
  }

  @Override
  public Optional<Lease<V>> held(String key) {
    return book.ifValid(key);
  }

  @Override
  public Subscription listen(LeaseListener<V> listener) {
    return book.listeners().add(listener);
  }

  private LeaseClaim claim(String key, FencingToken token) {
    return new LeaseClaim(book.key(key), token.value());
  }

  private Optional<DsmException> locked(Supplier<Optional<DsmException>> task) {
    return context.node().locked(task);
  }

  private <R> CompletionStage<R> asking(String key, Consumer<CallPromise<R>> question) {
    CallPromise<R> promise = new CallPromise<>(_ -> Optional.of(unobserved(key)));
    context
        .node()
        .locked(
            () -> {
              Optional<DsmException> refusal =
                  Arguments.refusedKey(book.spec().address(), key)
                      .or(() -> context.node().beginAsking());
              if (refusal.isPresent()) {
                promise.onCancel(_ -> refusal);
                context.callbacks().fail(promise, refusal.get());
              } else {
                question.accept(promise);
              }
            });
    return promise;
  }

  /** Of what this node has begun and must finish: it goes on without the caller. */
  private DsmException unobserved(String key) {
    return new DsmException.Indeterminate(
        "a call for lease %s was given up by its caller; what this node has begun goes on, and its"
                .formatted(book.key(key))
            + " outcome is not told; read the current state");
  }
}
