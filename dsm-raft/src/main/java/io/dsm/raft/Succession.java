// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.microraft.RaftEndpoint;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.impl.state.FollowerState;
import io.microraft.impl.state.LeaderState;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Hands leadership on before a voter stops, so that nobody has to wait until its silence is noticed
 * (Ongaro, "Consensus: Bridging Theory and Practice", 3.10). The heir is the voter whose log
 * reaches furthest, of equals the one heard from last.
 */
final class Succession {

  private final RaftNodeImpl node;
  private final LogExecutor executor;

  Succession(RaftNodeImpl node, LogExecutor executor) {
    this.node = node;
    this.executor = executor;
  }

  /** Completes when this voter does not lead, or cannot hand on in time; never fails. */
  CompletionStage<Void> begin() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      executor.submit(() -> handOn(done));
    } catch (RuntimeException stopped) {
      done.complete(null);
    }
    return done;
  }

  private void handOn(CompletableFuture<Void> done) {
    Optional<RaftEndpoint> heir = heir();
    if (heir.isEmpty()) {
      done.complete(null);
      return;
    }
    var _ =
        node.transferLeadership(heir.get()).whenComplete((result, failure) -> done.complete(null));
  }

  private Optional<RaftEndpoint> heir() {
    LeaderState leading = node.state().leaderState();
    return leading == null
        ? Optional.empty()
        : leading.getFollowerStates().entrySet().stream()
            .filter(entry -> isVoter(entry.getKey()))
            .max(
                Comparator.comparingLong(
                        (Map.Entry<RaftEndpoint, FollowerState> entry) ->
                            entry.getValue().matchIndex())
                    .thenComparingLong(entry -> entry.getValue().responseTimestamp()))
            .map(Map.Entry::getKey);
  }

  private boolean isVoter(RaftEndpoint endpoint) {
    return node.getCommittedMembers().getVotingMembers().contains(endpoint);
  }
}
