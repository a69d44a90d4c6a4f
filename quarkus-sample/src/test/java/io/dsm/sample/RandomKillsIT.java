// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsm.sample.demo.NodeProcess;
import io.dsm.sample.demo.Patience;
import io.dsm.sample.demo.SampleCluster;
import io.dsm.sample.demo.ShardTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Three processes, killed and restarted at random while clients write. How long is set by the
 * system property {@code kills.seconds}, the order of kills by {@code kills.seed}.
 */
class RandomKillsIT {

  private static final int SECONDS = Integer.getInteger("kills.seconds", 120);
  private static final long SEED = Long.getLong("kills.seed", System.nanoTime());
  private static final Duration SETTLE = Duration.ofSeconds(60);

  private final AtomicBoolean running = new AtomicBoolean(true);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final ShardLedger ledger = new ShardLedger();
  private int kills;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void nodesAgreeAfterwardsAndNoShardEverHadTwoOwners() throws Exception {
    System.out.println("random kills: seed=" + SEED + " seconds=" + SECONDS);
    try (SampleCluster cluster = SampleCluster.prepare(PackagedSample.JAR, 3).start();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (NodeProcess node : cluster.nodes()) {
        work.add(clients.submit(() -> write(node)));
        work.add(clients.submit(() -> watchClaims(node)));
      }
      try {
        killAtRandom(cluster);
      } finally {
        running.set(false);
      }
      for (Future<?> task : work) {
        task.get();
      }
      assertAgreement(cluster);
    }
    ledger.assertOneOwnerAtATimeAndGrowingTokens();
    report();
  }

  private void write(NodeProcess node) {
    Random random = new Random(SEED ^ node.name().hashCode());
    while (running.get()) {
      String key = "/routes/key-" + random.nextInt(40);
      if (random.nextInt(5) == 0) {
        node.client().delete(key);
      } else {
        node.client().put(key, "{\"host\":\"h\",\"port\":" + (1 + random.nextInt(65_535)) + "}");
      }
      AtomicLong outcome = node.client().post("/hits/load").ok() ? acknowledged : unknown;
      outcome.incrementAndGet();
      Patience.pause(Duration.ofMillis(node.isRunning() ? 5 : 50));
    }
  }

  private void watchClaims(NodeProcess node) {
    while (running.get()) {
      for (JsonNode claim : node.client().get("/shards/mine").body()) {
        ledger.record(claim);
      }
      Patience.pause(Duration.ofMillis(10));
    }
  }

  /** One node at a time mostly, sometimes two; never all three, since routes live in memory. */
  private void killAtRandom(SampleCluster cluster) {
    Random random = new Random(SEED);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      Patience.pause(Duration.ofMillis(1_000 + random.nextInt(4_000)));
      int size = random.nextInt(4) == 0 ? 2 : 1;
      List<NodeProcess> victims = new ArrayList<>(cluster.nodes());
      Collections.shuffle(victims, random);
      victims.subList(0, size).forEach(NodeProcess::kill);
      kills += size;
      Patience.pause(Duration.ofMillis(random.nextInt(5_000)));
      victims.subList(0, size).forEach(NodeProcess::start);
      victims.subList(0, size).forEach(NodeProcess::awaitReady);
    }
  }

  private void assertAgreement(SampleCluster cluster) {
    await()
        .atMost(SETTLE)
        .untilAsserted(
            () -> {
              assertThat(answers(cluster, "/routes")).hasSize(1);
              assertThat(answers(cluster, "/hits")).hasSize(1);
              assertThat(cluster.nodes().stream().map(ShardTable::read).distinct()).hasSize(1);
              assertThat(ShardTable.read(cluster.nodes().getFirst()).rows()).hasSize(6);
            });
    long counted = cluster.nodes().getFirst().client().get("/hits").body().path("load").asLong();
    assertThat(counted)
        .as("hits counted, of %s acknowledged and %s unknown", acknowledged, unknown)
        .isPositive()
        .isLessThanOrEqualTo(acknowledged.get() + unknown.get());
  }

  private static List<JsonNode> answers(SampleCluster cluster, String path) {
    return cluster.nodes().stream().map(node -> node.client().get(path).body()).distinct().toList();
  }

  private void report() {
    System.out.printf(
        "random kills: seed=%d seconds=%d kills=%d writes=%d unknown=%d claims=%d ownerships=%d"
            + " violations=0%n",
        SEED,
        SECONDS,
        kills,
        acknowledged.get(),
        unknown.get(),
        ledger.claims(),
        ledger.ownerships());
  }
}
