// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.DsmException;
import io.dsm.core.consensus.StateMachine;
import io.microraft.QueryPolicy;
import io.microraft.RaftNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Linearizable reads in rounds, one after another.
 *
 * <p>MicroRaft lets a query join a round of heartbeats that is under way. Then an acknowledgement
 * sent before the query came can confirm it: a leader that was replaced while it slept could answer
 * from the past. So only one query of ours is ever with MicroRaft, and it carries every read that
 * came before its round began; reads that come later wait for the next round. That is also the
 * cheapest way: a round costs the same for one read as for thousands.
 *
 * <p>{@link #add} is for any thread, all else for the log's.
 */
final class ReadRounds {

  private final RaftNode node;
  private final Answers answers;
  private final LogExecutor executor;
  private final Queue<Read> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean beginning = new AtomicBoolean();
  private boolean underWay;

  ReadRounds(RaftNode node, Answers answers, LogExecutor executor) {
    this.node = node;
    this.answers = answers;
    this.executor = executor;
  }

  /** Raises an exception of the executor if it has been shut down. */
  void add(byte[] query, CompletableFuture<byte[]> answer) {
    waiting.add(new Read(query, answer));
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
    if (underWay || waiting.isEmpty()) {
      return;
    }
    underWay = true;
    Round round = new Round(taken());
    QueryPolicy policy = QueryPolicy.LINEARIZABLE;
    executor.runAtOnce(() -> ask(round, policy));
  }

  private void ask(Round round, QueryPolicy policy) {
    var _ =
        node.query(round, policy, Optional.empty(), Optional.empty())
            .whenComplete(
                (result, failure) -> {
                  underWay = false;
                  if (waiting.isEmpty()) {
                    round.settle(answers, failure);
                  } else {
                    // The next round first: it travels while the readers of this one are woken.
                    beginSoon();
                    executor.submit(() -> round.settle(answers, failure));
                  }
                });
  }

  private List<Read> taken() {
    List<Read> taken = new ArrayList<>();
    for (Read next = waiting.poll(); next != null; next = waiting.poll()) {
      taken.add(next);
    }
    return taken;
  }

  private record Read(byte[] query, CompletableFuture<byte[]> answer) {}

  /** Reads that are answered together. */
  static final class Round {
    private final List<Read> reads;
    private final List<Object> results = new ArrayList<>();

    private Round(List<Read> reads) {
      this.reads = reads;
    }

    Object answerFrom(StateMachine machine) {
      for (Read read : reads) {
        results.add(answerOf(machine, read.query()));
      }
      return Answers.NO_VALUE;
    }

    private static Object answerOf(StateMachine machine, byte[] query) {
      try {
        return machine.query(query);
      } catch (RuntimeException e) {
        return new DsmException.Unavailable(
            "the state machine failed on a query; nothing was changed; correct the query", e);
      }
    }

    private void settle(Answers answers, @Nullable Throwable failure) {
      for (int i = 0; i < reads.size(); i++) {
        CompletableFuture<byte[]> answer = reads.get(i).answer();
        if (failure != null) {
          answers.fail(answer, Outcomes.ofRead(failure));
        } else if (results.get(i) instanceof byte[] value) {
          answers.succeed(answer, value);
        } else {
          answers.fail(answer, (DsmException) results.get(i));
        }
      }
    }
  }
}
