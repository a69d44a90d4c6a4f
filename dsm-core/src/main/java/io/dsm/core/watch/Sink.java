// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import io.dsm.stream.Positioned;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where the changes of one watch go. Called by one thread at a time. */
sealed interface Sink<V> {

  void accept(Positioned<V> change);

  /** Whether the watch goes on although {@link #accept} threw. */
  boolean survivesExceptions();

  void complete();

  void fail(Throwable cause);

  /** A plain callback. */
  record ToConsumer<V>(Consumer<? super Positioned<V>> watcher) implements Sink<V> {
    @Override
    public void accept(Positioned<V> change) {
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

  /**
   * A reactive subscriber, by the rules of Reactive Streams.
   *
   * @param view what it wants of a change
   */
  record ToSubscriber<V, T>(Flow.Subscriber<? super T> subscriber, Function<Positioned<V>, T> view)
      implements Sink<V> {
    @Override
    public void accept(Positioned<V> change) {
      subscriber.onNext(view.apply(change));
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
