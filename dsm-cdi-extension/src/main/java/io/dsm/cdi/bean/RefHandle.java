// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.CollectionAddress;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.ref.AsyncRef;
import io.dsm.ref.LocalEntry;
import io.dsm.ref.Modification;
import io.dsm.ref.Ref;
import io.dsm.ref.RefChange;
import io.dsm.ref.RefEntry;
import io.dsm.stream.Subscription;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** An injected reference. */
final class RefHandle<V> implements Ref<V>, Serializable {

  private static final long serialVersionUID = 1L;

  private final Reference<Ref<V>> ref;

  RefHandle(Reference<Ref<V>> ref) {
    this.ref = ref;
  }

  @Override
  public CollectionAddress address() {
    return ref.target().address();
  }

  @Override
  public RefEntry<V> entry() {
    return ref.target().entry();
  }

  @Override
  public Optional<LocalEntry<V>> localGet() {
    return ref.target().localGet();
  }

  @Override
  public long set(V value) {
    return ref.target().set(value);
  }

  @Override
  public Admission set(FencingToken token, V value) {
    return ref.target().set(token, value);
  }

  @Override
  public boolean setIfAbsent(V value) {
    return ref.target().setIfAbsent(value);
  }

  @Override
  public boolean compareAndSet(V expected, V update) {
    return ref.target().compareAndSet(expected, update);
  }

  @Override
  public boolean compareAndSet(long expectedVersion, V update) {
    return ref.target().compareAndSet(expectedVersion, update);
  }

  @Override
  public <R> R modify(Function<Optional<V>, Modification<V, R>> function) {
    return ref.target().modify(function);
  }

  @Override
  public boolean delete() {
    return ref.target().delete();
  }

  @Override
  public Subscription watch(Consumer<RefChange<V>> watcher) {
    return ref.target().watch(watcher);
  }

  @Override
  public AsyncRef<V> async() {
    return ref.target().async();
  }

  @Override
  public String toString() {
    return ref.toString();
  }
}
