// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.pekko;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.dsm.bench.system.BenchNode;
import io.dsm.bench.system.SharedCounter;
import io.dsm.bench.system.SharedMap;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.ddata.DistributedData;
import org.apache.pekko.cluster.ddata.Key;
import org.apache.pekko.cluster.ddata.LWWMap;
import org.apache.pekko.cluster.ddata.LWWMapKey;
import org.apache.pekko.cluster.ddata.PNCounter;
import org.apache.pekko.cluster.ddata.PNCounterKey;
import org.apache.pekko.cluster.ddata.ReplicatedData;
import org.apache.pekko.cluster.ddata.Replicator;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.apache.pekko.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/** One actor system. */
final class PekkoNode implements BenchNode {

  private static final int MAPS = 512;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Key<PNCounter> COUNTER = PNCounterKey.create("n");

  private final ActorSystem system;
  private final Cluster cluster;
  private final ActorRef replicator;
  private final SelfUniqueAddress self;

  PekkoNode(ActorSystem system) {
    this.system = system;
    this.cluster = Cluster.get(system);
    this.replicator = DistributedData.get(system).replicator();
    this.self = DistributedData.get(system).selfUniqueAddress();
  }

  @Override
  public int members() {
    int up = 0;
    for (Member member : cluster.state().getMembers()) {
      up += member.status().equals(MemberStatus.up()) ? 1 : 0;
    }
    return up;
  }

  @Override
  public Optional<SharedMap> map() {
    return Optional.of(new Entries(Replicator.writeLocal()));
  }

  @Override
  public Optional<SharedMap> acknowledgedMap() {
    return Optional.of(new Entries(new Replicator.WriteMajority(PATIENCE)));
  }

  @Override
  public Optional<SharedCounter> counter() {
    return Optional.of(
        new SharedCounter() {
          @Override
          public void increment() throws Exception {
            ask(
                new Replicator.Update<>(
                    COUNTER,
                    PNCounter.create(),
                    Replicator.writeLocal(),
                    current -> current.increment(self, 1)));
          }

          @Override
          public long value() throws Exception {
            PNCounter counter = read(COUNTER);
            return counter == null ? 0 : counter.getValue().longValueExact();
          }
        });
  }

  @Override
  public void close() {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(20, SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Object ask(Object message) throws Exception {
    return Patterns.ask(replicator, message, PATIENCE).toCompletableFuture().get(20, SECONDS);
  }

  private <D extends ReplicatedData> @Nullable D read(Key<D> key) throws Exception {
    Object answer = ask(new Replicator.Get<>(key, Replicator.readLocal()));
    return answer instanceof Replicator.GetSuccess<?> success ? cast(success, key) : null;
  }

  @SuppressWarnings("unchecked") // the answer is about the key that was asked for
  private static <D extends ReplicatedData> D cast(Replicator.GetSuccess<?> success, Key<D> key) {
    return ((Replicator.GetSuccess<D>) success).get(key);
  }

  private final class Entries implements SharedMap {

    private final Replicator.WriteConsistency consistency;

    private Entries(Replicator.WriteConsistency consistency) {
      this.consistency = consistency;
    }

    @Override
    public @Nullable String get(String key) throws Exception {
      LWWMap<String, String> map = read(of(key));
      return map == null ? null : map.getEntries().get(key);
    }

    @Override
    public void put(String key, String value) throws Exception {
      Object answer =
          ask(
              new Replicator.Update<>(
                  of(key),
                  LWWMap.<String, String>create(),
                  consistency,
                  current -> current.put(self, key, value)));
      if (!(answer instanceof Replicator.UpdateSuccess<?>)) {
        throw new IllegalStateException("not written: " + answer);
      }
    }

    private static Key<LWWMap<String, String>> of(String key) {
      return LWWMapKey.create("m" + Math.floorMod(key.hashCode(), MAPS));
    }
  }
}
