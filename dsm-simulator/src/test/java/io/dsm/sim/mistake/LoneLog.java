// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.mistake;

import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.ReplicatedLog;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.core.consensus.StateMachine;
import io.dsm.core.consensus.VoterId;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A log that asks nobody: every voter leads and commits at once. */
final class LoneLog implements ReplicatedLog {

  private final ReplicatedLogSettings settings;
  private final StateMachine machine;
  private final Executor executor;
  private long index;

  LoneLog(ReplicatedLogSettings settings, StateMachine machine) {
    this.settings = settings;
    this.machine = machine;
    this.executor = settings.ports().executor();
  }

  @Override
  public void start() {
    settings.journal().recover((record, kind, payload) -> {});
    executor.execute(() -> machine.leadershipChanged(true));
  }

  @Override
  public CompletionStage<byte[]> propose(byte[] command) {
    return CompletableFuture.supplyAsync(() -> machine.apply(++index, command), executor);
  }

  @Override
  public CompletionStage<byte[]> read(byte[] query) {
    return CompletableFuture.supplyAsync(() -> machine.query(query), executor);
  }

  @Override
  public void messageReceived(NodeId sender, byte[] message) {}

  @Override
  public Status status() {
    return new Status(
        Role.LEADER,
        Optional.of(settings.self().node()),
        1,
        index,
        index,
        settings.founders().stream().map(VoterId::node).toList());
  }

  @Override
  public void close() {
    settings.journal().close();
  }
}
