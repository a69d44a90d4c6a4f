// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import io.dsm.stream.Change;
import io.dsm.stream.Subscription;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * All watchers of one collection.
 *
 * <p>{@link #updated} and {@link #removed} belong to the single writer, take no lock that a watcher
 * could hold and cost nothing without watchers; everything else is for any thread. Joining happens
 * as a step of the writer, so a watcher sees each change either in what it is given first or after
 * it, never both and never neither.
 *
 * @param <C> what the writer has at hand for a key
 * @param <V> what watchers see
 */
public final class WatchHub<C, V> implements AutoCloseable {
  private final List<Watch<C, V>> watches = new CopyOnWriteArrayList<>();
  private final WatchSettings settings;
  private final WatchSource<C, V> source;
  private volatile boolean closed;

  public WatchHub(WatchSettings settings, WatchSource<C, V> source) {
    this.settings = settings;
    this.source = source;
  }

  /** Whether publishing has any effect. */
  public boolean isWatched() {
    return !watches.isEmpty();
  }

  /** A key was written. Writer only, after the state has changed. */
  public void updated(String key, C cell) {
    for (Watch<C, V> watch : watches) {
      watch.offer(key, cell);
    }
  }

  /** A key was removed or ended. Writer only, after the state has changed. */
  public void removed(String key) {
    for (Watch<C, V> watch : watches) {
      watch.offer(key, Watch.REMOVED);
    }
  }

  /**
   * Begins a watch; what is present comes first. An exception of {@code watcher} is logged and does
   * not end the watch.
   */
  public Subscription subscribe(Consumer<? super Change<V>> watcher) {
    Watch<C, V> watch =
        new Watch<>(new Watch.Host<>(settings, source, this::forget), Sink.of(watcher));
    watch.request(Long.MAX_VALUE);
    begin(watch);
    return watch;
  }

  /**
   * The changes for reactive subscribers, honouring their demand. A subscriber that throws is
   * cancelled; when the hub closes, it gets what waited for it and then completion.
   */
  public Flow.Publisher<Change<V>> changes() {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscriber");
      Watch<C, V> watch =
          new Watch<>(new Watch.Host<>(settings, source, this::forget), Sink.of(subscriber));
      subscriber.onSubscribe(watch);
      begin(watch);
    };
  }

  /** Ends all watches after what waits for them has been delivered. Idempotent. */
  @Override
  public void close() {
    closed = true;
    watches.forEach(Watch::complete);
  }

  private void begin(Watch<C, V> watch) {
    try {
      settings.loop().execute(() -> join(watch));
    } catch (RejectedExecutionException e) {
      watch.complete();
    }
  }

  private void join(Watch<C, V> watch) {
    if (closed) {
      watch.complete();
      return;
    }
    watches.add(watch);
    watch.start();
    // Closed or cancelled meanwhile: whoever did so may not have seen it in the list.
    if (closed) {
      watch.complete();
    }
    if (watch.isClosed()) {
      watches.remove(watch);
    }
  }

  private void forget(Watch<C, V> watch) {
    watches.remove(watch);
  }
}
