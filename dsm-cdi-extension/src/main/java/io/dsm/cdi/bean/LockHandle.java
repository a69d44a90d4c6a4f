// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.CollectionAddress;
import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.RevokeResult;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockBody;
import io.dsm.lock.LockHold;
import io.dsm.lock.RunResult;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An injected lock. */
final class LockHandle implements FencedLock, Serializable {

  private static final long serialVersionUID = 1L;

  private final Reference<FencedLock> lock;

  LockHandle(Reference<FencedLock> lock) {
    this.lock = lock;
  }

  @Override
  public CollectionAddress address() {
    return lock.target().address();
  }

  @Override
  public String name() {
    return lock.target().name();
  }

  @Override
  public FencedLock named(String name) {
    return lock.target().named(name);
  }

  @Override
  public LockHold lock() throws InterruptedException {
    return lock.target().lock();
  }

  @Override
  public Optional<LockHold> tryLock() throws InterruptedException {
    return lock.target().tryLock();
  }

  @Override
  public Optional<LockHold> tryLock(Duration wait) throws InterruptedException {
    return lock.target().tryLock(wait);
  }

  @Override
  public CompletionStage<Optional<LockHold>> lockAsync(Duration wait) {
    return lock.target().lockAsync(wait);
  }

  @Override
  public <R, X extends Exception> RunResult<R> run(
      Duration wait, Duration bound, LockBody<R, X> body) throws X, InterruptedException {
    return lock.target().run(wait, bound, body);
  }

  @Override
  public CompletionStage<RevokeResult> revoke(FencingToken token) {
    return lock.target().revoke(token);
  }

  @Override
  public CompletionStage<Optional<LeaseDescription<String>>> describe() {
    return lock.target().describe();
  }

  @Override
  public String toString() {
    return lock.toString();
  }
}
