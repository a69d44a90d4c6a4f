// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** A watched map of one writer. */
final class Store implements WatchSource<Integer, Integer> {
  /** What a number weighs; a change weighs 64 more. */
  static final int WEIGHT = 36;

  final Map<String, Integer> values = new ConcurrentSkipListMap<>();
  final List<Long> gaps = new ArrayList<>();
  final WatchHub<Integer, Integer> hub;

  /** Happens when somebody has begun to collect what is there. */
  Runnable onSnapshot = () -> {};

  Store(Executor delivery, Executor loop, int changesMax) {
    this(delivery, loop, changesMax, Long.MAX_VALUE);
  }

  Store(Executor delivery, Executor loop, int changesMax, long bytesMax) {
    hub =
        new WatchHub<>(
            new WatchSettings(
                "n#1/t/a/numbers", delivery, loop, changesMax, bytesMax, this::fellBehind),
            this);
  }

  private synchronized void fellBehind(long dropped) {
    gaps.add(dropped);
  }

  void put(String key, int value) {
    values.put(key, value);
    hub.updated(key, value);
  }

  void remove(String key) {
    if (values.remove(key) != null) {
      hub.removed(key);
    }
  }

  Map<String, Integer> sorted() {
    return new TreeMap<>(values);
  }

  @Override
  public void snapshot(BiConsumer<String, Integer> present) {
    onSnapshot.run();
    values.forEach(present);
  }

  /** Negative numbers cannot be decoded. */
  @Override
  public Integer value(Integer cell) {
    return cell < 0 ? null : cell;
  }

  @Override
  public int weight(Integer cell) {
    return WEIGHT;
  }
}
