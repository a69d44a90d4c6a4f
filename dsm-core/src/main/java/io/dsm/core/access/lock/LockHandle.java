// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lock;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.RevokeResult;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockBody;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import io.dsm.lock.RunResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** The handle of a lock: no state but its name. */
final class LockHandle implements FencedLock {

  /** Longer than any node lives: needs no timer. */
  static final Duration FOR_EVER = Duration.ofDays(36_500);

  private static final int NAME_BYTES = 500;

  /** The lock of the declaration itself; names of others follow a separator. */
  private static final String DECLARED = "lock";

  private final LockSpec spec;
  private final String name;
  private final LockDesk desk;

  private LockHandle(LockSpec spec, String name, LockDesk desk) {
    this.spec = spec;
    this.name = name;
    this.desk = desk;
  }

  static LockHandle declared(LockSpec spec, LockDesk desk) {
    return new LockHandle(spec, "", desk);
  }

  @Override
  public CollectionAddress address() {
    return spec.address();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FencedLock named(String other) {
    int bytes = other.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > NAME_BYTES) {
      throw new DsmException.Rejected(
          "a name under lock %s has %d bytes; there is no such lock; use 1 to %d bytes of UTF-8"
              .formatted(address(), bytes, NAME_BYTES));
    }
    return new LockHandle(spec, other, desk);
  }

  private String key() {
    return name.isEmpty() ? DECLARED : DECLARED + "/" + name;
  }

  @Override
  public LockHold lock() throws InterruptedException {
    return await(desk.enter(key(), FOR_EVER)).orElseThrow();
  }

  @Override
  public Optional<LockHold> tryLock() throws InterruptedException {
    return tryLock(Duration.ZERO);
  }

  @Override
  public Optional<LockHold> tryLock(Duration wait) throws InterruptedException {
    return await(desk.enter(key(), wait));
  }

  @Override
  public CompletionStage<Optional<LockHold>> lockAsync(Duration wait) {
    return desk.enter(key(), wait);
  }

  @Override
  public <R, X extends Exception> RunResult<R> run(
      Duration wait, Duration bound, LockBody<R, X> body) throws X, InterruptedException {
    Optional<LockHold> taken = tryLock(wait);
    if (taken.isEmpty()) {
      return new RunResult.NotAcquired<>();
    }
    try (LockHold hold = taken.get()) {
      return hold.run(bound, body);
    }
  }

  @Override
  public CompletionStage<RevokeResult> revoke(FencingToken token) {
    return desk.leases().revoke(key(), token);
  }

  @Override
  public CompletionStage<Optional<LeaseDescription<String>>> describe() {
    return desk.leases().describe(key());
  }

  private Optional<LockHold> await(CompletableFuture<Optional<LockHold>> promise)
      throws InterruptedException {
    try {
      return promise.get();
    } catch (ExecutionException failed) {
      throw seenHere(failed.getCause() == null ? failed : failed.getCause());
    } catch (InterruptedException interrupted) {
      if (!promise.cancel(false) && !promise.isCompletedExceptionally()) {
        promise.join().ifPresent(LockHold::close);
      }
      throw interrupted;
    }
  }

  /** The same failure with the caller in its stack trace. */
  private static RuntimeException seenHere(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case DsmException.Rejected _ -> new DsmException.Rejected(message, failure);
      case DsmException.Indeterminate _ -> new DsmException.Indeterminate(message, failure);
      case DsmException.Unavailable _ -> new DsmException.Unavailable(message, failure);
      case DsmException.Fatal _ -> new DsmException.Fatal(message, failure);
      case RuntimeException broken -> broken;
      default -> new IllegalStateException(failure);
    };
  }

  @Override
  public String toString() {
    return "lock " + address() + (name.isEmpty() ? "" : "/" + name);
  }
}
