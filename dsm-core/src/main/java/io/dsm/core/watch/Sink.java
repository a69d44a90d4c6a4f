// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import io.dsm.stream.Change;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Where the changes of one watch go. Called by one thread at a time. */
sealed interface Sink<V> {

  static <V> Sink<V> of(Consumer<? super Change<V>> watcher) {
    return new ToConsumer<>(watcher);
  }

  static <V> Sink<V> of(Flow.Subscriber<? super Change<V>> subscriber) {
    return new ToSubscriber<>(subscriber);
  }

  void accept(Change<V> change);

  /** Whether the watch goes on although {@link #accept} threw. */
  boolean survivesExceptions();

  void complete();

  void fail(Throwable cause);

  /** A plain callback. */
  record ToConsumer<V>(Consumer<? super Change<V>> watcher) implements Sink<V> {
    @Override
    public void accept(Change<V> change) {
      watcher.accept(change);
    }

    @Override
    public boolean survivesExceptions() {
      return true;
    }

    @Override
    public void complete() {}

    @Override
    public void fail(Throwable cause) {}
  }

  /** A reactive subscriber, by the rules of Reactive Streams. */
  record ToSubscriber<V>(Flow.Subscriber<? super Change<V>> subscriber) implements Sink<V> {
    @Override
    public void accept(Change<V> change) {
      subscriber.onNext(change);
    }

    @Override
    public boolean survivesExceptions() {
      return false;
    }

    @Override
    public void complete() {
      subscriber.onComplete();
    }

    @Override
    public void fail(Throwable cause) {
      subscriber.onError(cause);
    }
  }
}
