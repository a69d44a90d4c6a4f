// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.raft.wire.LogCodec;
import io.dsm.raft.wire.Operation;
import io.microraft.Ordered;
import io.microraft.RaftRole;
import io.microraft.impl.RaftNodeImpl;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Commands on their way into the log, in rounds: while an entry of ours is not yet committed,
 * commands gather, and then they travel together as one entry, with one message, one record and one
 * sync on each voter. Nothing is lost by waiting, for MicroRaft has one message under way to each
 * follower, and what came later would wait for it, too; so a lone caller waits for nobody.
 *
 * <p>{@link #add} is for any thread, all else for the log's.
 */
final class CommandRounds {

  private final RaftNodeImpl node;
  private final Answers answers;
  private final LogExecutor executor;
  private final CommitNotices notices;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean beginning = new AtomicBoolean();
  private List<Waiting> underWay = List.of();
  private int term;

  CommandRounds(RaftNodeImpl node, Answers answers, LogExecutor executor, CommitNotices notices) {
    this.node = node;
    this.answers = answers;
    this.executor = executor;
    this.notices = notices;
  }

  private record Waiting(byte[] command, CompletableFuture<byte[]> answer) {}

  /** Raises an exception of the executor if it has been shut down. */
  void add(byte[] command, CompletableFuture<byte[]> answer) {
    waiting.add(new Waiting(command, answer));
    if (beginning.compareAndSet(false, true)) {
      executor.submitOrRun(this::begin);
    }
  }

  private void beginSoon() {
    if (beginning.compareAndSet(false, true)) {
      executor.submit(this::begin);
    }
  }

  private void begin() {
    beginning.set(false);
    List<Waiting> round = mustWait() ? List.of() : taken();
    if (!round.isEmpty()) {
      underWay = round;
      term = node.state().term();
      executor.runAtOnce(() -> replicate(round));
    }
  }

  // The fate of an entry may stay open long after leadership was lost. What came later does not
  // wait for it: who leads no more, or leads anew, says so at once.
  private boolean mustWait() {
    return !underWay.isEmpty()
        && node.state().role() == RaftRole.LEADER
        && node.state().term() == term;
  }

  /** Role or term may have changed: those who need not wait any more go on. */
  void lookAgain() {
    if (!underWay.isEmpty() && !waiting.isEmpty() && !mustWait()) {
      beginSoon();
    }
  }

  /** As many as fit into one entry, at least one if there is any. */
  private List<Waiting> taken() {
    List<Waiting> round = new ArrayList<>();
    int bytes = 0;
    for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
      bytes += LogCodec.bytesInBatch(next.command());
      if (!round.isEmpty() && (bytes > LogCodec.BATCH_BYTES || round.size() == LogCodec.BATCH)) {
        break;
      }
      round.add(next);
      waiting.remove();
    }
    return round;
  }

  private void replicate(List<Waiting> round) {
    Operation operation =
        round.size() == 1
            ? new Operation.Command(round.getFirst().command())
            : new Operation.Batch(round.stream().map(Waiting::command).toList());
    var _ =
        node.replicate(operation)
            .whenComplete(
                (applied, failure) -> {
                  notices.committed();
                  if (underWay == round) {
                    underWay = List.of();
                  }
                  if (waiting.isEmpty()) {
                    settle(round, applied, failure);
                  } else {
                    // The next round first: it travels while the callers of this one are woken.
                    beginSoon();
                    executor.submit(() -> settle(round, applied, failure));
                  }
                });
  }

  private void settle(
      List<Waiting> round, @Nullable Ordered<Object> applied, @Nullable Throwable failure) {
    if (applied == null) {
      RuntimeException told = Outcomes.ofProposal(failure == null ? new Error() : failure);
      round.forEach(one -> answers.fail(one.answer(), told));
    } else if (applied.getResult() instanceof CommandMachine.Results(var results)) {
      for (int i = 0; i < round.size(); i++) {
        settle(round.get(i).answer(), results.get(i));
      }
    } else {
      settle(round.getFirst().answer(), applied.getResult());
    }
  }

  private void settle(CompletableFuture<byte[]> answer, @Nullable Object result) {
    switch (result) {
      case byte[] value -> answers.succeed(answer, value);
      case CommandMachine.Failed failed ->
          answers.fail(answer, Outcomes.ofFailedCommand(failed.failure()));
      case null, default -> throw new IllegalStateException("a command came to " + result);
    }
  }
}
