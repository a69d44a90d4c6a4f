// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.DsmException;
import io.dsm.core.access.call.CallPromise;
import io.dsm.core.access.ref.RefCalls.Attempt;
import io.dsm.core.types.ref.RefCommand.Expected;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.ref.AsyncRef;
import io.dsm.ref.Modification;
import io.dsm.ref.RefEntry;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** A reference for callers that must not block. */
final class AsyncRefHandle<V> implements AsyncRef<V> {

  private final RefCalls<V> calls;

  AsyncRefHandle(RefCalls<V> calls) {
    this.calls = calls;
  }

  @Override
  public CompletionStage<Optional<V>> get() {
    return calls.told(calls.read(), cell -> calls.entry(cell).value());
  }

  @Override
  public CompletionStage<RefEntry<V>> entry() {
    return calls.told(calls.read(), calls::entry);
  }

  @Override
  public CompletionStage<Long> set(V value) {
    return write(
        Expected.Anything::new,
        Optional.of(value),
        attempt -> attempt instanceof Attempt.Done(var version) ? version : 0L);
  }

  @Override
  public CompletionStage<Admission> set(FencingToken token, V value) {
    return write(
        () -> new Expected.NotOvertaken(token.value()), Optional.of(value), RefCalls::admission);
  }

  @Override
  public CompletionStage<Boolean> setIfAbsent(V value) {
    return write(Expected.Nothing::new, Optional.of(value), Attempt.Done.class::isInstance);
  }

  @Override
  public CompletionStage<Boolean> compareAndSet(V expected, V update) {
    return write(
        () -> new Expected.Value(calls.codec().encoded(expected)),
        Optional.of(update),
        Attempt.Done.class::isInstance);
  }

  @Override
  public CompletionStage<Boolean> compareAndSet(long expectedVersion, V update) {
    return write(
        () -> new Expected.Unchanged(expectedVersion),
        Optional.of(update),
        Attempt.Done.class::isInstance);
  }

  @Override
  public CompletionStage<Boolean> delete() {
    return write(Expected.Something::new, Optional.empty(), Attempt.Done.class::isInstance);
  }

  @Override
  public <R> CompletionStage<R> modify(Function<Optional<V>, Modification<V, R>> function) {
    CallPromise<R> promise = new CallPromise<>(_ -> Optional.of(notBegun()));
    ModifyLoop<V, R> loop = new ModifyLoop<>(calls, function);
    calls.ports().callbacks().execute(() -> advance(loop, promise));
    return promise;
  }

  private DsmException notBegun() {
    return new DsmException.Unavailable(
        "the change of reference %s was given up by its caller before anything was asked; nothing"
                .formatted(calls.spec().address())
            + " was written");
  }

  private <R> void advance(ModifyLoop<V, R> loop, CallPromise<R> promise) {
    if (promise.isDone()) {
      return; // its caller has given it up
    }
    try {
      switch (loop.next()) {
        case ModifyLoop.Step.Answer<R>(var result) -> promise.complete(result);
        case ModifyLoop.Step.Read<R>() ->
            then(calls.read(), promise, cell -> againWith(loop, promise, () -> loop.present(cell)));
        case ModifyLoop.Step.Write<R>(var expected, var value, var result) ->
            then(
                calls.write(expected, value),
                promise,
                attempt -> {
                  if (loop.isDone(attempt)) {
                    promise.complete(result);
                  } else {
                    advance(loop, promise);
                  }
                });
      }
    } catch (RuntimeException failed) {
      promise.completeExceptionally(failed);
    }
  }

  private <R> void againWith(ModifyLoop<V, R> loop, CallPromise<R> promise, Runnable news) {
    news.run();
    advance(loop, promise);
  }

  private interface Continuation<T> {
    void go(T value);
  }

  private <T> void then(
      CompletionStage<T> stage, CallPromise<?> promise, Continuation<T> continuation) {
    promise.waitsFor(stage);
    if (promise.isCancelled()) {
      CallPromise.giveUp(stage, true);
    }
    calls
        .<T, T>told(stage, value -> value)
        .whenComplete(
            (value, failure) -> {
              if (failure != null) {
                promise.completeExceptionally(RefCalls.cause(failure));
                return;
              }
              try {
                continuation.go(value);
              } catch (RuntimeException failed) {
                promise.completeExceptionally(failed);
              }
            });
  }

  private <R> CompletionStage<R> write(
      Supplier<Expected> expected, Optional<V> value, Function<Attempt, R> reader) {
    try {
      return calls.told(calls.write(expected.get(), value.map(calls.codec()::encoded)), reader);
    } catch (RuntimeException rejected) {
      return CompletableFuture.failedStage(rejected);
    }
  }
}
