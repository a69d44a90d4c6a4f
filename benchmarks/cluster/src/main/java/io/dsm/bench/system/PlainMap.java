// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.system;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** No cluster at all: a map and a counter of the JDK, the limit of what is local. */
public final class PlainMap implements BenchSystem {

  @Override
  public String name() {
    return "jdk";
  }

  @Override
  public String settings() {
    return "ConcurrentHashMap, LongAdder, System.nanoTime; nothing is shared";
  }

  @Override
  public BenchNode start(Place place) {
    return new Node(place.ports().size());
  }

  private record Node(int members, ConcurrentHashMap<String, String> entries, LongAdder adder)
      implements BenchNode {

    private Node(int members) {
      this(members, new ConcurrentHashMap<>(), new LongAdder());
    }

    @Override
    public Optional<SharedMap> map() {
      return Optional.of(new Entries(entries));
    }

    @Override
    public Optional<SharedCounter> counter() {
      return Optional.of(new Counter(adder));
    }

    @Override
    public Optional<SharedLocks> locks() {
      return Optional.of(new Clock());
    }

    @Override
    public void close() {}
  }

  private record Entries(Map<String, String> entries) implements SharedMap {

    @Override
    public @Nullable String get(String key) {
      return entries.get(key);
    }

    @Override
    public void put(String key, String value) {
      entries.put(key, value);
    }
  }

  private record Counter(LongAdder adder) implements SharedCounter {

    @Override
    public void increment() {
      adder.increment();
    }

    @Override
    public long value() {
      return adder.sum();
    }
  }

  /** No lock: reading a clock is the least that any lease with a deadline must do. */
  private record Clock() implements SharedLocks {

    @Override
    public boolean isLeader() {
      return true;
    }

    @Override
    public Held acquire(String name) {
      long end = System.nanoTime() + 3_600_000_000_000L;
      return new Held() {
        @Override
        public boolean isValid() {
          return end - System.nanoTime() > 0;
        }

        @Override
        public void release() {}
      };
    }
  }
}
