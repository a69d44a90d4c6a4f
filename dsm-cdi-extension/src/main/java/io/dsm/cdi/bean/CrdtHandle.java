// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.VersionVector;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.io.Serializable;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** An injected CRDT collection. */
final class CrdtHandle<C> implements CrdtCollection<C>, Serializable {

  private static final long serialVersionUID = 1L;

  private final Reference<CrdtCollection<C>> collection;

  CrdtHandle(Reference<CrdtCollection<C>> collection) {
    this.collection = collection;
  }

  @Override
  public C at(String key) {
    return collection.target().at(key);
  }

  @Override
  public Set<String> keys() {
    return collection.target().keys();
  }

  @Override
  public VersionVector versionVector() {
    return collection.target().versionVector();
  }

  @Override
  public byte[] deltaSince(VersionVector known) {
    return collection.target().deltaSince(known);
  }

  @Override
  public void merge(byte[] delta) {
    collection.target().merge(delta);
  }

  @Override
  public Subscription watch(Consumer<? super Change<C>> watcher) {
    return collection.target().watch(watcher);
  }

  @Override
  public Subscription watch(Position from, Consumer<? super Positioned<C>> watcher) {
    return collection.target().watch(from, watcher);
  }

  @Override
  public Flow.Publisher<Change<C>> changes() {
    return collection.target().changes();
  }

  @Override
  public Flow.Publisher<Positioned<C>> changes(Position from) {
    return collection.target().changes(from);
  }

  @Override
  public String toString() {
    return collection.toString();
  }
}
