// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLog;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.core.consensus.ReplicatedLogSettings.Ports;
import io.dsm.core.consensus.ReplicatedLogSettings.Timing;
import io.dsm.core.consensus.VoterId;
import io.dsm.raft.sim.AppendingMachine;
import io.dsm.raft.sim.Disk;
import io.dsm.raft.sim.Truth;
import io.dsm.spi.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three voters on real threads and real time in one process, without network and disk. */
class RealTimeTest {

  private static final int COMMANDS = 50_000;

  private final List<NodeId> names = List.of(NodeId.of("a"), NodeId.of("b"), NodeId.of("c"));
  private final Map<NodeId, ReplicatedLog> logs = new ConcurrentHashMap<>();
  private final Map<NodeId, AppendingMachine> machines = new ConcurrentHashMap<>();
  private final List<ScheduledExecutorService> threads = new ArrayList<>();

  @AfterEach
  void stop() {
    logs.values().forEach(ReplicatedLog::close);
    threads.forEach(ScheduledExecutorService::shutdownNow);
  }

  @Test
  void threeVotersElectCommitAndStopOnRealThreads() throws InterruptedException {
    names.forEach(this::open);
    logs.values().forEach(ReplicatedLog::start);
    await().until(() -> machines.values().stream().anyMatch(AppendingMachine::isLeading));
    report("one caller", 2_000, 1);
    report("many callers", COMMANDS, 256);

    await()
        .until(
            () ->
                machines.values().stream().mapToInt(m -> m.commands().size()).distinct().count()
                    == 1);
    assertThat(machines.values())
        .allSatisfy(m -> assertThat(m.commands()).hasSizeGreaterThanOrEqualTo(2_000 + COMMANDS));
  }

  private ReplicatedLog leader() {
    NodeId leader =
        names.stream()
            .filter(name -> machines.get(name).isLeading())
            .findFirst()
            .orElse(names.get(0));
    return logs.get(leader);
  }

  private void report(String what, int commands, int inFlight) throws InterruptedException {
    Semaphore room = new Semaphore(inFlight);
    CountDownLatch done = new CountDownLatch(commands);
    AtomicInteger retries = new AtomicInteger();
    long before = System.nanoTime();
    for (int i = 0; i < commands; i++) {
      room.acquire();
      proposeUntilAcknowledged(
          retries,
          () -> {
            room.release();
            done.countDown();
          });
    }
    assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
    long nanos = System.nanoTime() - before;
    System.out.printf(
        "%s: %,d commits/s, %.0f us each, %d retries%n",
        what, commands * 1_000_000_000L / nanos, nanos / 1e3 / commands, retries.get());
  }

  // A busy machine may lose its leader on the way; that is no failure of the log.
  private void proposeUntilAcknowledged(AtomicInteger retries, Runnable acknowledged) {
    var _ =
        leader()
            .propose(new byte[100])
            .whenComplete(
                (size, failure) -> {
                  if (failure == null) {
                    acknowledged.run();
                  } else {
                    retries.incrementAndGet();
                    var _ =
                        threads
                            .get(0)
                            .schedule(
                                () -> proposeUntilAcknowledged(retries, acknowledged),
                                50,
                                TimeUnit.MILLISECONDS);
                  }
                });
  }

  private void open(NodeId name) {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    threads.add(thread);
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
    Ports ports =
        new Ports(
            clock,
            (nanos, task) -> {
              var timer = thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
              return () -> timer.cancel(false);
            },
            () -> ThreadLocalRandom.current().nextLong(),
            thread);
    AppendingMachine machine = new AppendingMachine(new Truth());
    machines.put(name, machine);
    logs.put(
        name,
        new RaftLogProvider()
            .open(
                new ReplicatedLogSettings(
                    new VoterId(name, 0),
                    names.stream().map(node -> new VoterId(node, 0)).toList(),
                    false,
                    new Timing(Duration.ofMillis(200), Duration.ofMillis(1_000), 10_000, 50_000),
                    new Disk().mount(),
                    ports,
                    (to, message) -> logs.get(to).messageReceived(name, message)),
                machine));
  }
}
