// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.LeaseCollection;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads, a network that delivers on the sender's thread, a log that applies at once. */
class LeasesUnderThreadsTest {

  private final Map<Member, ConsensusTier> tiers = new ConcurrentHashMap<>();
  private final List<ExecutorService> executors = new ArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
  private final ExecutorService applications = Executors.newFixedThreadPool(8);

  @AfterEach
  void stop() {
    tiers.values().forEach(ConsensusTier::close);
    executors.forEach(ExecutorService::shutdownNow);
    scheduler.shutdownNow();
    applications.shutdownNow();
  }

  private record InlineLog(NodeId self, StateMachine machine) implements ReplicatedLog {
    @Override
    public void start() {
      machine.leadershipChanged(true);
    }

    @Override
    public CompletionStage<byte[]> propose(byte[] command) {
      byte[] answer;
      synchronized (machine) {
        answer = machine.apply(1, command);
      }
      return CompletableFuture.completedStage(answer);
    }

    @Override
    public CompletionStage<byte[]> read(byte[] query) {
      synchronized (machine) {
        return CompletableFuture.completedStage(machine.query(query));
      }
    }

    @Override
    public void messageReceived(NodeId sender, byte[] message) {}

    @Override
    public Status status() {
      return new Status(Role.LEADER, Optional.of(self), 1, 1, 1, List.of(self));
    }

    @Override
    public void close() {}
  }

  private LeaseCollection<String> boot(String name) {
    Member self = new Member(NodeId.of(name), new Incarnation(1));
    ExecutorService callbacks = Executors.newSingleThreadExecutor();
    ExecutorService log = Executors.newSingleThreadExecutor();
    executors.addAll(List.of(callbacks, log));
    Clock clock =
        new Clock() {
          @Override
          public long monotonicNanos() {
            return System.nanoTime();
          }

          @Override
          public long wallMillis() {
            return System.currentTimeMillis();
          }
        };
    Timers timers =
        (delay, task) -> {
          Future<?> future = scheduler.schedule(task, delay, TimeUnit.NANOSECONDS);
          return () -> future.cancel(false);
        };
    ConsensusEnvironment environment =
        new ConsensusEnvironment(
            self,
            Voters.of("a"),
            journal -> new MemoryJournal(),
            new ReplicatedLogSettings.Ports(
                clock, timers, () -> ThreadLocalRandom.current().nextLong(), log),
            ReplicatedLogSettings.Timing.DEFAULT,
            callbacks,
            () -> new ClusterView(1, List.copyOf(tiers.keySet())),
            (to, message) -> tiers.get(to).messageReceived(self, message),
            Duration.ofSeconds(5));
    ConsensusTier tier =
        new ConsensusTier(
            environment, Optional.of((settings, machine) -> new InlineLog(self.node(), machine)));
    LeaseCollection<String> leases = tier.lease(SimulatedCluster.SPEC, new StringCodec());
    tiers.put(self, tier);
    tier.start();
    return leases;
  }

  @Test
  void threadsOfManyNodesExcludeEachOtherAndNeverBlockForGood() throws Exception {
    List<LeaseCollection<String>> nodes = List.of(boot("a"), boot("b"), boot("c"));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger entered = new AtomicInteger();
    List<Callable<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      LeaseCollection<String> leases = nodes.get(i % nodes.size());
      workers.add(() -> work(leases, inside, entered));
    }
    // A lease is owned by a node: only one worker of each node may use the key at a time.
    List<Future<Boolean>> results = applications.invokeAll(workers, 60, TimeUnit.SECONDS);
    for (Future<Boolean> result : results) {
      assertThat(result.isCancelled()).isFalse();
      assertThat(result.get()).isTrue();
    }
    assertThat(entered.get()).isPositive();
  }

  private static boolean work(
      LeaseCollection<String> leases, AtomicInteger inside, AtomicInteger entered)
      throws Exception {
    boolean alone = true;
    for (int i = 0; i < 300; i++) {
      synchronized (leases) {
        var result = leases.acquire("k", "v").toCompletableFuture().get(10, TimeUnit.SECONDS);
        if (result instanceof AcquireResult.Acquired<String>(var lease)) {
          alone &= inside.incrementAndGet() == 1;
          entered.incrementAndGet();
          inside.decrementAndGet();
          var token = lease.token();
          if (token.isPresent()) {
            var released = leases.release("k", token.get()).toCompletableFuture();
            assertThat(released.get(10, TimeUnit.SECONDS)).isNotNull();
          }
        }
        var all = leases.all().toCompletableFuture();
        assertThat(all.get(10, TimeUnit.SECONDS)).isNotNull();
      }
    }
    return alone;
  }
}
