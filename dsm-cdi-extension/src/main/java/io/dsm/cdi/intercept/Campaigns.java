// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.intercept;

import io.dsm.cdi.bean.DeployedNode;
import io.dsm.lock.LockHold;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The elections in which this node stands: it waits for each lock, and keeps it. Thread-safe. */
@ApplicationScoped
public class Campaigns {

  static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Map<String, CompletionStage<Optional<LockHold>>> running =
      new ConcurrentHashMap<>();

  @Inject DeployedNode node;

  /** The leadership this node has at this moment; from now on it stands for election. */
  Optional<LockHold> leadership(String name) {
    CompletionStage<Optional<LockHold>> campaign =
        running.compute(
            name, (_, present) -> present == null || isOver(present) ? begin(name) : present);
    return won(campaign).filter(LockHold::isValid);
  }

  private CompletionStage<Optional<LockHold>> begin(String name) {
    CompletionStage<Optional<LockHold>> campaign = node.lock(name).lockAsync(FOR_EVER);
    campaign.thenAccept(
        hold -> hold.ifPresent(leadership -> leadership.onLost(reason -> lost(name, campaign))));
    return campaign;
  }

  /** Stands again at once, so that somebody is always next. */
  private void lost(String name, CompletionStage<Optional<LockHold>> campaign) {
    running.computeIfPresent(name, (_, present) -> present == campaign ? begin(name) : present);
  }

  private static boolean isOver(CompletionStage<Optional<LockHold>> campaign) {
    return campaign.toCompletableFuture().isCompletedExceptionally();
  }

  private static Optional<LockHold> won(CompletionStage<Optional<LockHold>> campaign) {
    return campaign.toCompletableFuture().isDone()
            && !campaign.toCompletableFuture().isCompletedExceptionally()
        ? campaign.toCompletableFuture().join()
        : Optional.empty();
  }
}
