// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import io.dsm.diagnostics.StreamDiagnostics;
import io.dsm.stream.Change;
import io.dsm.stream.Position;
import io.dsm.stream.Positioned;
import io.dsm.stream.Subscription;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The change log of one collection and all its watchers.
 *
 * <p>{@link #updated} and {@link #removed} belong to the single writer, take no lock that a watcher
 * could hold and cost nothing until somebody has watched; everything else is for any thread.
 * Joining happens as a step of the writer, so a watcher sees each change either in what it is given
 * first or after it, never both and never neither.
 *
 * @param <C> what the writer has at hand for a key
 * @param <V> what watchers see
 */
public final class WatchHub<C, V> implements AutoCloseable {

  /** What a change costs besides its cell. */
  private static final int CHANGE_BYTES = 64;

  private final List<Watch<C, V>> watches = new CopyOnWriteArrayList<>();
  private final WatchSettings settings;
  private final WatchSource<C, V> source;
  private final ChangeLog<C> log;
  private final LongAdder gaps = new LongAdder();
  private final LongAdder missed = new LongAdder();
  private volatile boolean logging;
  private volatile boolean closed;

  public WatchHub(WatchSettings settings, WatchSource<C, V> source) {
    this.settings = settings;
    this.source = source;
    this.log = new ChangeLog<>(settings.changesMax(), settings.bytesMax());
  }

  /** How many watch now. */
  public int watchers() {
    return watches.size();
  }

  /** Who watches, and what was not given to them. */
  public StreamDiagnostics diagnostics() {
    return new StreamDiagnostics(watchers(), gaps.sum(), missed.sum());
  }

  /** A key was written. Writer only, after the state has changed. */
  public void updated(String key, C cell) {
    if (logging) {
      log.append(key, cell, CHANGE_BYTES + source.weight(cell));
      tell();
    }
  }

  /** A key was removed or ended. Writer only, after the state has changed. */
  public void removed(String key) {
    if (logging) {
      log.append(key, null, CHANGE_BYTES);
      tell();
    }
  }

  /**
   * Begins a watch, with what is present or after a position. An exception of {@code watcher} is
   * logged and does not end the watch.
   */
  public Subscription subscribe(Position from, Consumer<? super Positioned<V>> watcher) {
    Objects.requireNonNull(from, "from");
    Watch<C, V> watch = new Watch<>(host(), new Sink.ToConsumer<>(watcher), from);
    watch.request(Long.MAX_VALUE);
    begin(watch);
    return watch;
  }

  /** Begins a watch with what is present. */
  public Subscription subscribe(Consumer<? super Change<V>> watcher) {
    return subscribe(Position.BEGINNING, change -> watcher.accept(change.change()));
  }

  /**
   * The changes for reactive subscribers, honouring their demand. A subscriber that throws is
   * cancelled; when the hub closes, it gets what waited for it and then completion.
   */
  public Flow.Publisher<Change<V>> changes() {
    return publisher(Position.BEGINNING, Positioned::change);
  }

  /** The changes after a position, each with its own. */
  public Flow.Publisher<Positioned<V>> changes(Position from) {
    Objects.requireNonNull(from, "from");
    return publisher(from, Function.identity());
  }

  /** Ends all watches after what waits for them has been delivered. Idempotent. */
  @Override
  public void close() {
    closed = true;
    watches.forEach(Watch::complete);
  }

  private <T> Flow.Publisher<T> publisher(Position from, Function<Positioned<V>, T> view) {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscriber");
      Watch<C, V> watch = new Watch<>(host(), new Sink.ToSubscriber<>(subscriber, view), from);
      subscriber.onSubscribe(watch);
      begin(watch);
    };
  }

  private Watch.Host<C, V> host() {
    return new Watch.Host<>(settings, source, log, watches::remove, this::fellBehind);
  }

  private void fellBehind(long dropped) {
    gaps.increment();
    missed.add(dropped);
    settings.fellBehind().accept(dropped);
  }

  private void begin(Watch<C, V> watch) {
    try {
      settings.loop().execute(() -> join(watch));
    } catch (RejectedExecutionException e) {
      watch.join();
      watch.complete();
    }
  }

  private void join(Watch<C, V> watch) {
    logging = true;
    watches.add(watch);
    watch.join();
    // Closed or cancelled meanwhile: whoever did so may not have seen it in the list.
    if (closed) {
      watch.complete();
    }
    if (watch.isClosed()) {
      watches.remove(watch);
    }
  }

  private void tell() {
    for (Watch<C, V> watch : watches) {
      watch.changed();
    }
  }
}
