// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.core.consensus.ReplicatedLog.Status;
import io.dsm.core.consensus.ReplicatedLogSettings;
import io.dsm.core.consensus.StateMachine;
import io.dsm.raft.store.JournalStore;
import io.dsm.raft.wire.LogCodec;
import io.dsm.raft.wire.MessageCodec;
import io.dsm.raft.wire.VoterEndpoint;
import io.microraft.RaftEndpoint;
import io.microraft.RaftNode;
import io.microraft.impl.RaftNodeImpl;
import io.microraft.persistence.RestoredRaftState;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One MicroRaft node with everything it needs, from recovery to its stop. */
final class Voter {

  private static final System.Logger LOG = System.getLogger(Voter.class.getName());

  // A journal larger than this is made smaller before the next regular snapshot is due.
  private static final long JOURNAL_BYTES_MAX = 64L << 20;
  private static final long STOP_SECONDS = 10;

  private final Fence fence = new Fence();
  private final ReplicatedLogSettings settings;
  private final JournalStore store;
  private final Answers proposals;
  private final Answers readers;
  private final Standing standing;
  private final LogExecutor executor;
  private final RaftNodeImpl node;
  private final CommitNotices notices;
  private final CommandRounds commands;
  private final ReadRounds reads;
  private final Inbox inbox;
  private final Seats seats;
  private boolean stopped;
  private boolean makingSmaller;

  private Voter(ReplicatedLogSettings settings, StateMachine machine) {
    this.settings = settings;
    this.store = new JournalStore(settings.journal(), this::fail);
    Optional<RestoredRaftState> restored = store.recover(settings.self(), settings.remembered());
    // Calls that MicroRaft has taken, and as many that have not reached its thread yet.
    int callsMax = 2 * settings.timing().operationsPendingMax();
    this.proposals = new Answers(callsMax, () -> Outcomes.stoppedOnTheWay(fence.failure()));
    this.readers = new Answers(callsMax, () -> Outcomes.stopped(fence.failure()));
    this.standing = new Standing(machine);
    TimeScale scale = TimeScale.of(settings.timing());
    this.executor = new LogExecutor(settings.ports(), scale, fence, this::afterEachTask);
    Reconciliation reconciliation = new Reconciliation(store::committed);
    this.notices = new CommitNotices(executor);
    VoterTransport transport = new VoterTransport(settings, store, reconciliation, notices, fence);
    this.node = build(machine, restored, scale, transport);
    notices.through(node);
    this.commands = new CommandRounds(node, proposals, executor, notices);
    this.reads = new ReadRounds(node, readers, executor);
    this.inbox = new Inbox(settings, node, executor, reconciliation);
    this.seats = new Seats(node);
  }

  /** Reads the journal; nothing runs yet. Blocks on the disk. */
  static Voter recover(ReplicatedLogSettings settings, StateMachine machine) {
    return new Voter(settings, machine);
  }

  private RaftNodeImpl build(
      StateMachine machine,
      Optional<RestoredRaftState> restored,
      TimeScale scale,
      VoterTransport transport) {
    RaftNode.RaftNodeBuilder builder =
        RaftNode.newBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setConfig(scale.config(settings.timing(), store.entryCount()))
            .setExecutor(executor)
            .setTransport(transport)
            .setStateMachine(new CommandMachine(machine, fence))
            .setStore(store)
            .setModelFactory(LogCodec.model())
            .setRaftNodeReportListener(standing)
            .setRandom(Random.from(settings.ports().random()::nextLong))
            .setClock(new ScaledClock(settings.ports().clock(), scale));
    if (restored.isPresent()) {
      builder.setRestoredState(restored.get());
    } else {
      // Whoever is not among them begins as a learner.
      Set<RaftEndpoint> founders = new LinkedHashSet<>();
      settings.founders().forEach(founder -> founders.add(new VoterEndpoint(founder)));
      builder.setLocalEndpoint(new VoterEndpoint(settings.self())).setInitialGroupMembers(founders);
    }
    return (RaftNodeImpl) builder.build();
  }

  void start() {
    var _ =
        node.start()
            .whenComplete(
                (started, failure) -> {
                  if (failure != null) {
                    fail(new IllegalStateException("the voter could not start", failure));
                  }
                });
  }

  Inbox inbox() {
    return inbox;
  }

  Status status() {
    return standing.status();
  }

  CompletionStage<byte[]> propose(byte[] command) {
    CompletableFuture<byte[]> answer = proposals.open();
    if (!answer.isDone()) {
      try {
        commands.add(command, answer);
      } catch (RuntimeException e) {
        // The executor has been shut down.
        proposals.fail(answer, Outcomes.stopped(e));
      }
      answerIfStopped(proposals);
    }
    return answer;
  }

  CompletionStage<byte[]> read(byte[] query) {
    CompletableFuture<byte[]> answer = readers.open();
    if (!answer.isDone()) {
      try {
        reads.add(query, answer);
      } catch (RuntimeException e) {
        readers.fail(answer, Outcomes.stopped(e));
      }
      answerIfStopped(readers);
    }
    return answer;
  }

  // The fence may have closed after all that was open had been answered, before this was opened.
  private void answerIfStopped(Answers answers) {
    if (fence.isClosed()) {
      answers.failAll();
    }
  }

  /** Members and their changes. */
  Seats seats() {
    return seats;
  }

  CompletionStage<Void> yieldLeadership() {
    return new Succession(node, executor).begin();
  }

  /**
   * Stops voting, answers all calls. Blocks until the log's thread has done it, in bounded time.
   */
  void stop() {
    try {
      CompletableFuture.runAsync(this::stopOnLogThread, settings.ports().executor())
          .get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the voter did not stop in order; it is cut off", e);
    } finally {
      fence.close();
      proposals.failAll();
      readers.failAll();
    }
  }

  /** The same without blocking; completes on the log's thread. */
  CompletionStage<Void> retire() {
    try {
      return CompletableFuture.runAsync(this::stopOnLogThread, settings.ports().executor())
          .whenComplete((done, failure) -> fence.close());
    } catch (RuntimeException shutDown) {
      fence.close();
      return CompletableFuture.completedStage(null);
    }
  }

  private void stopOnLogThread() {
    if (!fence.isClosed()) {
      executor.runAtOnce(
          () -> {
            var _ = node.terminate();
          });
      fence.close();
    }
    afterEachTask();
  }

  private void fail(RuntimeException failure) {
    if (fence.closeBecause(failure)) {
      LOG.log(
          System.Logger.Level.ERROR,
          "voter '"
              + settings.self()
              + "' stops voting: it cannot trust its disk or its state;"
              + " the other voters go on; repair the cause and restart the node",
          failure);
    }
  }

  private void afterEachTask() {
    notices.taskEnded();
    try {
      if (!fence.isClosed()) {
        OpenPreVote.endIfInTheWay(node);
        standing.refresh(node);
        commands.lookAgain();
        store.committed(node.state().commitIndex());
        keepJournalSmall();
      }
    } finally {
      if (fence.isClosed()) {
        stopServing();
      }
    }
  }

  private void stopServing() {
    if (!stopped) {
      stopped = true;
      standing.stopped();
      proposals.failAll();
      readers.failAll();
    }
  }

  private void keepJournalSmall() {
    if (makingSmaller || store.isCompacting() || store.bytesSinceCheckpoint() < JOURNAL_BYTES_MAX) {
      return;
    }
    if (node.state().lastApplied() == store.snapshotIndex()) {
      store.compactSoon();
      return;
    }
    switch (node.state().role()) {
      case LEADER, FOLLOWER -> {
        makingSmaller = true;
        var _ = node.takeSnapshot().whenComplete((report, failure) -> makingSmaller = false);
      }
      case CANDIDATE, LEARNER -> {} // MicroRaft takes none in these roles.
    }
  }
}
