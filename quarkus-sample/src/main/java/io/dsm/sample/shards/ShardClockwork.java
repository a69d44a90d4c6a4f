// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.shards;

import io.dsm.sample.cluster.ClusterOverview;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Keeps the shards spread: takes free ones up to a fair share, gives surplus away, and hands
 * everything over when this node stops.
 */
@ApplicationScoped
public class ShardClockwork {

  private static final System.Logger LOG = System.getLogger(ShardClockwork.class.getName());
  private static final long TICK_MILLIS = 250;
  private static final long STEP_TIMEOUT_SECONDS = 5;

  private final Shards shards;
  private final ClusterOverview cluster;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("shard-clockwork").unstarted(task));

  @Inject
  public ShardClockwork(Shards shards, ClusterOverview cluster) {
    this.shards = shards;
    this.cluster = cluster;
  }

  void start(@Observes @Priority(5_000) Startup startup) {
    var unused =
        executor.scheduleWithFixedDelay(
            this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Runs before the node itself stops, while leases can still be handed over. */
  void stop(@Observes @Priority(1_000) Shutdown shutdown) throws InterruptedException {
    executor.shutdownNow();
    if (executor.awaitTermination(STEP_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      attempt(shards.handAllOver());
    }
  }

  private void tick() {
    attempt(shards.statuses().thenAccept(this::approachPlan));
  }

  private void approachPlan(List<ShardStatus> statuses) {
    Map<String, String> owners =
        statuses.stream()
            .filter(status -> !status.owner().isEmpty())
            .collect(Collectors.toMap(ShardStatus::shard, ShardStatus::owner));
    List<String> nodes = cluster.members().stream().map(member -> member.node().value()).toList();
    ShardPlan plan = ShardPlan.of(cluster.self(), shards.names(), owners, nodes);
    plan.acquire().forEach(shards::acquire);
    plan.handOver().ifPresent(step -> shards.transfer(step.shard(), step.target()));
  }

  /** One step; a failure only delays the spread until the next tick. */
  private static void attempt(CompletionStage<?> step) {
    try {
      step.toCompletableFuture().get(STEP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException failure) {
      LOG.log(Level.DEBUG, "shards are not spread now; next try at the next tick", failure);
    }
  }
}
