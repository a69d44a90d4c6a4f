// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.core.access.call.CallPromise;
import io.dsm.core.access.ref.RefCalls.Attempt;
import io.dsm.core.types.ref.RefCell;
import io.dsm.core.types.ref.RefCommand.Expected;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.ref.AsyncRef;
import io.dsm.ref.LocalEntry;
import io.dsm.ref.Modification;
import io.dsm.ref.Ref;
import io.dsm.ref.RefChange;
import io.dsm.ref.RefEntry;
import io.dsm.ref.RefSpec;
import io.dsm.stream.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** The handle of one reference: waits for what its asynchronous twin would promise. */
final class RefHandle<V> implements Ref<V> {

  private final RefCalls<V> calls;
  private final AsyncRefHandle<V> async;

  RefHandle(RefCalls<V> calls) {
    this.calls = calls;
    this.async = new AsyncRefHandle<>(calls);
  }

  RefSpec<V> spec() {
    return calls.spec();
  }

  RefFeed<V> feed() {
    return calls.feed();
  }

  @Override
  public CollectionAddress address() {
    return calls.spec().address();
  }

  @Override
  public AsyncRef<V> async() {
    return async;
  }

  @Override
  public RefEntry<V> entry() {
    return calls.entry(read());
  }

  @Override
  public Optional<LocalEntry<V>> localGet() {
    if (!feed().isHeard()) {
      feed().listen();
      calls.node().follow();
    }
    RefFeed.Heard heard = feed().heard();
    if (!heard.confirmed()) {
      return Optional.empty();
    }
    long age = calls.ports().clock().monotonicNanos() - heard.askedAtNanos();
    return Optional.of(
        new LocalEntry<>(calls.entry(heard.cell()), Duration.ofNanos(Math.max(0, age))));
  }

  @Override
  public long set(V value) {
    Attempt attempt = write(new Expected.Anything(), Optional.of(value));
    if (attempt instanceof Attempt.Done(var version)) {
      return version;
    }
    throw new IllegalStateException("an unconditional write was refused: " + attempt);
  }

  @Override
  public Admission set(FencingToken token, V value) {
    return RefCalls.admission(write(new Expected.NotOvertaken(token.value()), Optional.of(value)));
  }

  @Override
  public boolean setIfAbsent(V value) {
    return write(new Expected.Nothing(), Optional.of(value)) instanceof Attempt.Done;
  }

  @Override
  public boolean compareAndSet(V expected, V update) {
    Expected condition = new Expected.Value(calls.codec().encoded(expected));
    return write(condition, Optional.of(update)) instanceof Attempt.Done;
  }

  @Override
  public boolean compareAndSet(long expectedVersion, V update) {
    return write(new Expected.Unchanged(expectedVersion), Optional.of(update))
        instanceof Attempt.Done;
  }

  @Override
  public boolean delete() {
    return write(new Expected.Something(), Optional.empty()) instanceof Attempt.Done;
  }

  @Override
  public <R> R modify(Function<Optional<V>, Modification<V, R>> function) {
    ModifyLoop<V, R> loop = new ModifyLoop<>(calls, function);
    while (true) {
      switch (loop.next()) {
        case ModifyLoop.Step.Answer<R>(var result) -> {
          return result;
        }
        case ModifyLoop.Step.Read<R>() -> loop.present(read());
        case ModifyLoop.Step.Write<R>(var expected, var value, var result) -> {
          if (loop.isDone(await(calls.write(expected, value)))) {
            return result;
          }
        }
      }
    }
  }

  @Override
  public Subscription watch(Consumer<RefChange<V>> watcher) {
    RefWatcher<V> added = calls.node().locked(() -> feed().add(watcher));
    calls.node().follow();
    return feed().subscription(added, calls.node());
  }

  private RefCell read() {
    return await(calls.read());
  }

  private Attempt write(Expected expected, Optional<V> value) {
    return await(calls.write(expected, value.map(calls.codec()::encoded)));
  }

  private <T> T await(CallPromise<T> call) {
    try {
      return call.get();
    } catch (ExecutionException failed) {
      throw seenHere(RefCalls.cause(failed.getCause() == null ? failed : failed.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      if (!call.cancel(false) && !call.isCompletedExceptionally()) {
        return call.join(); // the answer came first
      }
      DsmException conclusion = CallPromise.giveUp(call, true).orElseThrow();
      throw seenHere(conclusion, interrupted);
    }
  }

  private static RuntimeException seenHere(DsmException conclusion, InterruptedException cause) {
    RuntimeException seen = seenHere(conclusion);
    seen.addSuppressed(cause);
    return seen;
  }

  /** The same failure with the caller in its stack trace. */
  private static RuntimeException seenHere(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case DsmException.Rejected _ -> new DsmException.Rejected(message, failure);
      case DsmException.Indeterminate _ -> new DsmException.Indeterminate(message, failure);
      case DsmException.Overloaded full ->
          new DsmException.Overloaded(full.queue(), message, failure);
      case DsmException.Unavailable _ -> new DsmException.Unavailable(message, failure);
      case DsmException.Fatal _ -> new DsmException.Fatal(message, failure);
      case RuntimeException broken -> broken;
      default -> new IllegalStateException(failure);
    };
  }

  @Override
  public String toString() {
    return "reference " + address();
  }
}
