// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterEntry;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** An injected register collection. */
final class RegisterHandle<V> implements RegisterCollection<V>, Serializable {

  private static final long serialVersionUID = 1L;

  private final Reference<RegisterCollection<V>> collection;

  RegisterHandle(Reference<RegisterCollection<V>> collection) {
    this.collection = collection;
  }

  @Override
  public Version put(String key, V value) {
    return collection.target().put(key, value);
  }

  @Override
  public Version put(String key, V value, Duration timeToLive) {
    return collection.target().put(key, value, timeToLive);
  }

  @Override
  public CompletionStage<Version> put(String key, V value, WriteOptions options) {
    return collection.target().put(key, value, options);
  }

  @Override
  public Optional<Version> putIfNewer(String key, V value, Version expected) {
    return collection.target().putIfNewer(key, value, expected);
  }

  @Override
  public Optional<V> get(String key) {
    return collection.target().get(key);
  }

  @Override
  public Optional<RegisterEntry<V>> entry(String key) {
    return collection.target().entry(key);
  }

  @Override
  public Map<String, V> all() {
    return collection.target().all();
  }

  @Override
  public boolean remove(String key) {
    return collection.target().remove(key);
  }

  @Override
  public int size() {
    return collection.target().size();
  }

  @Override
  public Subscription watch(Consumer<? super Change<V>> watcher) {
    return collection.target().watch(watcher);
  }

  @Override
  public Subscription watch(Position from, Consumer<? super Positioned<V>> watcher) {
    return collection.target().watch(from, watcher);
  }

  @Override
  public Flow.Publisher<Change<V>> changes() {
    return collection.target().changes();
  }

  @Override
  public Flow.Publisher<Positioned<V>> changes(Position from) {
    return collection.target().changes(from);
  }

  @Override
  public String toString() {
    return collection.toString();
  }
}
