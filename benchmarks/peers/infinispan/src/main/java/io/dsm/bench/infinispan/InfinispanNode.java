// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.infinispan;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.SharedCounter;
import io.dsm.bench.system.SharedLocks;
import io.dsm.bench.system.SharedMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.infinispan.AdvancedCache;
import org.infinispan.Cache;
import org.infinispan.context.Flag;
import org.infinispan.counter.EmbeddedCounterManagerFactory;
import org.infinispan.counter.api.CounterConfiguration;
import org.infinispan.counter.api.CounterManager;
import org.infinispan.counter.api.CounterType;
import org.infinispan.counter.api.WeakCounter;
import org.infinispan.lock.EmbeddedClusteredLockManagerFactory;
import org.infinispan.lock.api.ClusteredLock;
import org.infinispan.lock.api.ClusteredLockManager;
import org.infinispan.manager.EmbeddedCacheManager;
import org.jspecify.annotations.Nullable;

/** One cache manager. */
final class InfinispanNode implements BenchNode {

  private final EmbeddedCacheManager manager;
  private final Cache<String, String> asynchronous;
  private final Cache<String, String> synchronous;
  private final ClusteredLockManager locks;
  private @Nullable WeakCounter counter;

  InfinispanNode(EmbeddedCacheManager manager) {
    this.manager = manager;
    this.asynchronous = manager.getCache(InfinispanSystem.ASYNCHRONOUS);
    this.synchronous = manager.getCache(InfinispanSystem.SYNCHRONOUS);
    this.locks = EmbeddedClusteredLockManagerFactory.from(manager);
  }

  @Override
  public int members() {
    return manager.getMembers().size();
  }

  @Override
  public Optional<SharedMap> map() {
    return Optional.of(map(asynchronous));
  }

  @Override
  public Optional<SharedMap> acknowledgedMap() {
    return Optional.of(map(synchronous));
  }

  @Override
  public Optional<SharedCounter> counter() {
    WeakCounter weak = weakCounter();
    return Optional.of(
        new SharedCounter() {
          @Override
          public void increment() throws Exception {
            weak.increment().get(10, TimeUnit.SECONDS);
          }

          @Override
          public long value() {
            return weak.getValue();
          }
        });
  }

  @Override
  public Optional<SharedLocks> locks() {
    return Optional.of(new Locks());
  }

  @Override
  public void close() {
    manager.stop();
  }

  private synchronized WeakCounter weakCounter() {
    if (counter == null) {
      CounterManager counters = EmbeddedCounterManagerFactory.asCounterManager(manager);
      counters.defineCounter("n", CounterConfiguration.builder(CounterType.WEAK).build());
      counter = counters.getWeakCounter("n");
    }
    return counter;
  }

  private static SharedMap map(Cache<String, String> cache) {
    AdvancedCache<String, String> writes =
        cache.getAdvancedCache().withFlags(Flag.IGNORE_RETURN_VALUES);
    return new SharedMap() {
      @Override
      public @Nullable String get(String key) {
        return cache.get(key);
      }

      @Override
      public void put(String key, String value) {
        writes.put(key, value);
      }
    };
  }

  private final class Locks implements SharedLocks {

    @Override
    public boolean isLeader() {
      return manager.isCoordinator();
    }

    @Override
    public void define(String name) {
      locks.defineLock(name);
    }

    @Override
    public Held acquire(String name) throws Exception {
      ClusteredLock lock = locks.get(name);
      lock.lock().get(100, TimeUnit.SECONDS);
      return new Held() {
        @Override
        public boolean isValid() throws Exception {
          return lock.isLockedByMe().get(10, TimeUnit.SECONDS);
        }

        @Override
        public void release() throws Exception {
          lock.unlock().get(10, TimeUnit.SECONDS);
        }
      };
    }
  }
}
