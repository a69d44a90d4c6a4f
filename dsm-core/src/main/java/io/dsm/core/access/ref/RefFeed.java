// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.core.types.ref.RefCell;
import io.dsm.ref.RefChange;
import io.dsm.stream.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What this node has heard of one reference, and who listens. Guarded by the lock of {@link
 * RefNode}, but for {@link #heard}, which any thread may read.
 */
final class RefFeed<V> {

  private final RefCodecOf<V> codec;
  private final Executor callbacks;
  private final List<RefWatcher<V>> watchers = new ArrayList<>();
  private volatile Heard heard = new Heard(RefCell.NEVER_SET, false, 0);
  private volatile boolean wanted;

  /**
   * Newest heard of.
   *
   * @param confirmed whether the leader was ever asked
   * @param askedAtNanos when it was asked last
   */
  record Heard(RefCell cell, boolean confirmed, long askedAtNanos) {}

  RefFeed(RefCodecOf<V> codec, Executor callbacks) {
    this.codec = codec;
    this.callbacks = callbacks;
  }

  Heard heard() {
    return heard;
  }

  RefCell newest() {
    return heard.cell();
  }

  /** Whether anybody ever listened; then this node keeps listening. */
  boolean isHeard() {
    return wanted;
  }

  void listen() {
    wanted = true;
  }

  void changed(RefCell cell) {
    Heard known = heard;
    if (cell.version() > known.cell().version()) {
      heard = new Heard(cell, known.confirmed(), known.askedAtNanos());
      watchers.forEach(watcher -> watcher.changed(cell));
    }
  }

  /** The leader was asked then, and everything newer has been taken in. */
  void confirmed(long askedAtNanos) {
    heard = new Heard(heard.cell(), true, askedAtNanos);
    watchers.forEach(watcher -> watcher.begin(heard.cell()));
  }

  /** The watcher begins when the leader was next asked. */
  RefWatcher<V> add(Consumer<RefChange<V>> listener) {
    RefWatcher<V> watcher = new RefWatcher<>(codec, callbacks, listener);
    watchers.add(watcher);
    wanted = true;
    return watcher;
  }

  void remove(RefWatcher<V> watcher) {
    watchers.remove(watcher);
  }

  /** Ends a watch. */
  Subscription subscription(RefWatcher<V> watcher, RefNode node) {
    return () -> {
      watcher.close();
      node.locked(
          () -> {
            remove(watcher);
            return watcher;
          });
    };
  }
}
