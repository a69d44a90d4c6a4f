// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.cluster.NodeId;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.LeaseListener;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.lease.ReleaseResult;
import io.dsm.lease.RenewResult;
import io.dsm.lease.RevokeResult;
import io.dsm.lease.TransferResult;
import io.dsm.lease.VerifyResult;
import io.dsm.stream.Subscription;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** An injected lease collection. */
final class LeaseHandle<V> implements LeaseCollection<V>, Serializable {

  private static final long serialVersionUID = 1L;

  private final Reference<LeaseCollection<V>> collection;

  LeaseHandle(Reference<LeaseCollection<V>> collection) {
    this.collection = collection;
  }

  @Override
  public CompletionStage<AcquireResult<V>> acquire(String key, V value) {
    return collection.target().acquire(key, value);
  }

  @Override
  public CompletionStage<AcquireResult<V>> acquire(String key, V value, Duration wait) {
    return collection.target().acquire(key, value, wait);
  }

  @Override
  public CompletionStage<RevokeResult> revoke(String key, FencingToken token) {
    return collection.target().revoke(key, token);
  }

  @Override
  public CompletionStage<Optional<LeaseDescription<V>>> describe(String key) {
    return collection.target().describe(key);
  }

  @Override
  public CompletionStage<RenewResult> renew(String key, FencingToken token) {
    return collection.target().renew(key, token);
  }

  @Override
  public CompletionStage<TransferResult> transfer(String key, FencingToken token, NodeId target) {
    return collection.target().transfer(key, token, target);
  }

  @Override
  public CompletionStage<ReleaseResult> release(String key, FencingToken token) {
    return collection.target().release(key, token);
  }

  @Override
  public CompletionStage<Optional<LeaseSnapshot<V>>> current(String key) {
    return collection.target().current(key);
  }

  @Override
  public CompletionStage<Map<String, LeaseSnapshot<V>>> all() {
    return collection.target().all();
  }

  @Override
  public CompletionStage<VerifyResult> verify(String key, FencingToken token) {
    return collection.target().verify(key, token);
  }

  @Override
  public Optional<Lease<V>> held(String key) {
    return collection.target().held(key);
  }

  @Override
  public Subscription listen(LeaseListener<V> listener) {
    return collection.target().listen(listener);
  }

  @Override
  public String toString() {
    return collection.toString();
  }
}
