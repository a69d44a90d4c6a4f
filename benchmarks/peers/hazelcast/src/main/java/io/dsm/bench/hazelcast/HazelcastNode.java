// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.crdt.pncounter.PNCounter;
import com.hazelcast.map.IMap;
import com.hazelcast.replicatedmap.ReplicatedMap;
import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.SharedCounter;
import io.dsm.bench.system.SharedLocks;
import io.dsm.bench.system.SharedMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One instance. */
final class HazelcastNode implements BenchNode {

  private static final String READY = "ready-";

  private final HazelcastInstance instance;
  private final int index;
  private final int nodes;
  private final ReplicatedMap<String, String> replicated;
  private final IMap<String, String> backedUp;
  private final PNCounter counter;
  private boolean ready;

  HazelcastNode(HazelcastInstance instance, int index, int nodes) {
    this.instance = instance;
    this.index = index;
    this.nodes = nodes;
    this.replicated = instance.getReplicatedMap("local");
    this.backedUp = instance.getMap("acknowledged");
    this.counter = instance.getPNCounter("n");
  }

  @Override
  public int members() {
    return instance.getCluster().getMembers().size();
  }

  /** A replicated map loses what is written before it is initialised everywhere: wait for that. */
  @Override
  public synchronized boolean ready() {
    if (!ready) {
      replicated.put(READY + index, READY);
      int seen = 0;
      for (int i = 0; i < nodes; i++) {
        seen += replicated.containsKey(READY + i) ? 1 : 0;
      }
      ready = seen == nodes;
    }
    return ready;
  }

  @Override
  public Optional<SharedMap> map() {
    return Optional.of(
        new SharedMap() {
          @Override
          public @Nullable String get(String key) {
            return replicated.get(key);
          }

          @Override
          public void put(String key, String value) {
            replicated.put(key, value);
          }
        });
  }

  @Override
  public Optional<SharedMap> acknowledgedMap() {
    return Optional.of(
        new SharedMap() {
          @Override
          public @Nullable String get(String key) {
            return backedUp.get(key);
          }

          @Override
          public void put(String key, String value) {
            backedUp.set(key, value);
          }
        });
  }

  @Override
  public Optional<SharedCounter> counter() {
    return Optional.of(
        new SharedCounter() {
          @Override
          public void increment() {
            counter.incrementAndGet();
          }

          @Override
          public long value() {
            return counter.get();
          }
        });
  }

  @Override
  public Optional<SharedLocks> locks() {
    return Optional.of(new Locks());
  }

  @Override
  public void close() {
    instance.shutdown();
  }

  /** Locks of map keys: each is decided by the owner of the key's partition. */
  private final class Locks implements SharedLocks {

    @Override
    public boolean isLeader() {
      return index == 0;
    }

    @Override
    public Held acquire(String name) {
      backedUp.lock(name);
      return new Held() {
        @Override
        public boolean isValid() {
          return backedUp.isLocked(name);
        }

        @Override
        public void release() {
          backedUp.unlock(name);
        }
      };
    }
  }
}
