// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.watch;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** A watched map of one writer, the calling thread. */
final class Store implements WatchSource<Integer, Integer> {
  final Map<String, Integer> values = new TreeMap<>();
  final WatchHub<Integer, Integer> hub;

  Store(Executor delivery, Executor loop, int backlog) {
    hub = new WatchHub<>(new WatchSettings("t/a/numbers", delivery, loop, backlog), this);
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

  @Override
  public void snapshot(BiConsumer<String, Integer> present) {
    values.forEach(present);
  }

  /** Negative numbers cannot be decoded. */
  @Override
  public Integer value(Integer cell) {
    return cell < 0 ? null : cell;
  }
}
