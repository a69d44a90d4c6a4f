// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.shard.OwnedShard;
import io.dsm.shard.ShardListener;
import io.dsm.shard.ShardSpec;
import io.dsm.shard.Shards;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * Members that join, leave, crash, hang and are cut off at random, while shards move: at every
 * moment no shard has two owners that may act, tokens grow, beginnings have ends; and when it is
 * over all shards are owned and balanced.
 */
class ShardStormTest {

  private static final int COUNT = 7;
  private static final int SEEDS = Integer.getInteger("dsm.shard.seeds", 6);
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration CALM = Duration.ofSeconds(40);
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final ShardSpec SPEC =
      ShardSpec.of("shared", "shop", "orders")
          .withCount(COUNT)
          .withTiming(Duration.ofSeconds(2), Duration.ofMillis(700), Duration.ofMillis(300))
          .withDrainTimeout(Duration.ofMillis(500));

  /** One run. */
  private static final class Storm {
    private final Random random;
    private final SimulatedCluster cluster;
    private final Map<Integer, Long> newest = new HashMap<>();
    private final Map<String, Life> lives = new HashMap<>();

    Storm(long seed) {
      random = new Random(seed);
      cluster =
          SimulatedCluster.of(seed, "a", "b", "c")
              .add("d")
              .add("e")
              .declare(node -> node.shards(SPEC));
    }

    private Shards shards(String name) {
      return cluster.runtime(name).shards(SPEC);
    }

    private void join(String name) {
      Life life = new Life(this);
      lives.put(name, life);
      shards(name).join(life);
    }

    void run() {
      cluster.startAll();
      NAMES.forEach(this::join);
      pass(Duration.ofSeconds(8));
      for (int i = 0; i < 25; i++) {
        disturb(NAMES.get(random.nextInt(NAMES.size())));
        pass(Duration.ofMillis(100 + random.nextInt(4_000)));
      }
      mend();
      pass(CALM);
      judgeTheEnd();
    }

    private void disturb(String name) {
      boolean well = cluster.isUp(name) && !cluster.isPaused(name);
      switch (random.nextInt(6)) {
        case 0 -> {
          if (well) {
            cluster.crash(name);
          }
        }
        case 1 -> revive(name);
        case 2 -> {
          if (well) {
            cluster.pause(name);
          }
        }
        case 3 -> {
          Set<String> others = new TreeSet<>(NAMES);
          others.remove(name);
          cluster.partition(Set.of(name), others);
        }
        case 4 -> cluster.heal();
        default -> {
          Life life = lives.get(name);
          if (well && life != null && !life.leaving) {
            life.leaving = true;
            shards(name).leave().thenRun(() -> life.left = true);
          }
        }
      }
    }

    private void revive(String name) {
      if (!cluster.isUp(name)) {
        cluster.restart(name);
        join(name);
      } else if (cluster.isPaused(name)) {
        cluster.resume(name);
      } else if (lives.get(name).left) {
        join(name);
      }
    }

    private void mend() {
      cluster.heal();
      NAMES.forEach(this::revive);
      pass(CALM);
      NAMES.forEach(this::revive);
    }

    private void pass(Duration duration) {
      for (Duration passed = Duration.ZERO;
          passed.compareTo(duration) < 0;
          passed = passed.plus(STEP)) {
        cluster.advance(STEP);
        nobodySharesAShard();
      }
    }

    private void nobodySharesAShard() {
      Map<Integer, String> owners = new HashMap<>();
      for (String name : NAMES) {
        if (cluster.isUp(name) && !cluster.isPaused(name)) {
          for (OwnedShard shard : shards(name).owned()) {
            assertThat(owners.put(shard.number(), name)).as("owners of %s", shard).isNull();
          }
        }
      }
    }

    private void judgeTheEnd() {
      int all = 0;
      for (String name : NAMES) {
        int owned = shards(name).owned().size();
        assertThat(owned).as(name).isBetween(COUNT / NAMES.size(), COUNT / NAMES.size() + 1);
        assertThat(lives.get(name).owned).as("told what is so").hasSize(owned);
        all += owned;
      }
      assertThat(all).isEqualTo(COUNT);
    }
  }

  /** What one life of a node was told. */
  private static final class Life implements ShardListener {
    private final Storm storm;
    private final Map<Integer, Long> owned = new HashMap<>();
    private boolean leaving;
    private boolean left;

    Life(Storm storm) {
      this.storm = storm;
    }

    @Override
    public void began(OwnedShard shard) {
      shard
          .token()
          .ifPresent(
              token -> {
                Long before = storm.newest.put(shard.number(), token.value());
                assertThat(before == null || before < token.value()).as("tokens grow").isTrue();
              });
      assertThat(owned.put(shard.number(), 0L)).as("each beginning has its end").isNull();
    }

    @Override
    public CompletionStage<?> draining(OwnedShard shard) {
      // Some never finish.
      return storm.random.nextInt(3) == 0
          ? new CompletableFuture<>()
          : CompletableFuture.completedFuture("done");
    }

    @Override
    public void ended(OwnedShard shard, End end) {
      assertThat(owned.remove(shard.number())).as("each end has its beginning").isNotNull();
    }
  }

  @Test
  void whateverHappensNoShardHasTwoOwnersAndAllAreOwnedInTheEnd() {
    for (long seed = 1; seed <= SEEDS; seed++) {
      try {
        new Storm(seed).run();
      } catch (AssertionError | RuntimeException wrong) {
        throw new AssertionError("seed " + seed + ": " + wrong.getMessage(), wrong);
      }
    }
  }
}
