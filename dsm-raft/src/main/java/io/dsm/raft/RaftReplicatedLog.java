// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.core.consensus.MemberChange;
import io.dsm.core.consensus.Membership;
import io.dsm.core.consensus.ReplicatedLog;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.core.consensus.Roster;
import io.dsm.core.consensus.StateMachine;
import io.dsm.raft.wire.WireLimits;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The port: takes calls from any thread and hands them to the {@link Voter}. */
final class RaftReplicatedLog implements ReplicatedLog {

  private final ReplicatedLogSettings settings;
  private final StateMachine machine;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Voter voter;

  RaftReplicatedLog(ReplicatedLogSettings settings, StateMachine machine) {
    this.settings = settings;
    this.machine = machine;
  }

  @Override
  public synchronized void start() {
    if (voter != null || closed.get()) {
      throw new IllegalStateException("a replicated log is started once");
    }
    Voter started = Voter.recover(settings, machine);
    voter = started;
    started.start();
  }

  @Override
  public CompletionStage<byte[]> propose(byte[] command) {
    if (command.length > WireLimits.COMMAND_MAX) {
      return CompletableFuture.failedStage(
          new DsmException.Rejected(
              "a command of "
                  + command.length
                  + " bytes is over the limit of "
                  + WireLimits.COMMAND_MAX
                  + "; it was not stored; make the value smaller"));
    }
    Voter running = voter;
    return running == null
        ? CompletableFuture.failedStage(Outcomes.stopped(null))
        : running.propose(command);
  }

  @Override
  public CompletionStage<byte[]> read(byte[] query) {
    Voter running = voter;
    return running == null
        ? CompletableFuture.failedStage(Outcomes.stopped(null))
        : running.read(query);
  }

  @Override
  public void messageReceived(NodeId sender, byte[] message) {
    Voter running = voter;
    if (running != null) {
      running.inbox().received(sender, message);
    }
  }

  @Override
  public CompletionStage<Void> yieldLeadership() {
    Voter running = voter;
    return running == null ? CompletableFuture.completedStage(null) : running.yieldLeadership();
  }

  @Override
  public CompletionStage<Void> change(MemberChange change) {
    Voter running = voter;
    return running == null
        ? CompletableFuture.failedStage(Outcomes.stopped(null))
        : running.seats().change(change);
  }

  @Override
  public Optional<Membership> membership() {
    Voter running = voter;
    return running == null ? Optional.empty() : running.seats().membership();
  }

  @Override
  public Optional<Roster> roster() {
    Voter running = voter;
    return running == null ? Optional.empty() : Optional.of(running.seats().committed());
  }

  @Override
  public CompletionStage<Void> retire() {
    if (closed.getAndSet(true)) {
      return CompletableFuture.completedStage(null);
    }
    Voter running = voter;
    return running == null
        ? CompletableFuture.runAsync(settings.journal()::close, Runnable::run)
        : running.retire().thenRun(settings.journal()::close);
  }

  @Override
  public Status status() {
    Voter running = voter;
    return running == null ? Standing.NOT_STARTED : running.status();
  }

  /** For tests: messages dropped for a reason. */
  long dropped(Inbox.Drop reason) {
    Voter running = voter;
    return running == null ? 0 : running.inbox().dropped(reason);
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    Voter running = voter;
    if (running != null) {
      running.stop();
    }
    settings.journal().close();
  }
}
