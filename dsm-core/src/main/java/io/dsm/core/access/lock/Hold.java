// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lock;

import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.ReleaseResult;
import io.dsm.lock.LockBody;
import io.dsm.lock.LockHold;
import io.dsm.lock.RunResult;
import io.dsm.stream.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** One holding of a lock: the lease behind it, until it is released. */
final class Hold implements LockHold {

  private final LockDesk desk;
  private final Lease<String> lease;
  private final FencingToken token;
  private final List<Consumer<String>> listeners = new ArrayList<>();
  private Optional<String> lost = Optional.empty();
  private volatile boolean released;

  Hold(LockDesk desk, Lease<String> lease, FencingToken token) {
    this.desk = desk;
    this.lease = lease;
    this.token = token;
  }

  String key() {
    return lease.key();
  }

  FencingToken number() {
    return token;
  }

  @Override
  public Optional<FencingToken> token() {
    return released ? Optional.empty() : lease.token();
  }

  @Override
  public boolean isValid() {
    return !released && lease.isValid();
  }

  @Override
  public Duration remaining() {
    return released ? Duration.ZERO : lease.remaining();
  }

  @Override
  public Subscription onLost(Consumer<String> given) {
    // An object of its own for each call: adding one twice must not end both.
    Consumer<String> listener = reason -> given.accept(reason);
    Optional<String> reason;
    synchronized (listeners) {
      reason = lost;
      if (reason.isEmpty()) {
        listeners.add(listener);
      }
    }
    reason.ifPresent(listener);
    return () -> {
      synchronized (listeners) {
        listeners.remove(listener);
      }
    };
  }

  @Override
  public <R, X extends Exception> RunResult<R> run(Duration bound, LockBody<R, X> body)
      throws X, InterruptedException {
    Optional<FencingToken> present = token();
    if (present.isEmpty()) {
      return new RunResult.NotAcquired<>();
    }
    long nanos =
        bound.compareTo(LockHandle.FOR_EVER) < 0 ? bound.toNanos() : LockHandle.FOR_EVER.toNanos();
    return new BoundedRun<>(token, body).under(this, nanos, desk.timers());
  }

  /** It has ended, not by its release. */
  void lost(String reason) {
    List<Consumer<String>> told;
    synchronized (listeners) {
      lost = Optional.of(reason);
      told = List.copyOf(listeners);
      listeners.clear();
    }
    told.forEach(listener -> listener.accept(reason));
  }

  @Override
  public CompletionStage<ReleaseResult> release() {
    released = true;
    return desk.release(this);
  }

  @Override
  public void close() {
    // Nobody waits for the answer: if it is lost, the lease runs out.
    release().whenComplete((result, failure) -> {});
  }

  /** {@code key@token}. */
  @Override
  public String toString() {
    return key() + "@" + token;
  }
}
