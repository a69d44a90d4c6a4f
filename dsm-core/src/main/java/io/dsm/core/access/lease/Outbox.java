// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.cluster.Member;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseQuery;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Keeps what was asked under the lock of {@link LeaseNode} until the lock is free: what is beyond
 * the gateway may take locks of its own or answer at once.
 */
final class Outbox implements LeaseGateway {

  private final LeaseGateway gateway;
  private final Queue<Runnable> questions = new ConcurrentLinkedQueue<>();

  Outbox(LeaseGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public CompletionStage<LeaseOutcome> submit(LeaseCommand command, Duration timeout) {
    return later(() -> gateway.submit(command, timeout));
  }

  @Override
  public CompletionStage<LeaseAnswer> ask(LeaseQuery query) {
    return later(() -> gateway.ask(query));
  }

  @Override
  public CompletionStage<OfferReply> offer(Member target, LeaseKey key) {
    return later(() -> gateway.offer(target, key));
  }

  private <T> CompletionStage<T> later(Supplier<CompletionStage<T>> question) {
    CompletableFuture<T> promise = new CompletableFuture<>();
    questions.add(
        () ->
            question
                .get()
                .whenComplete(
                    (answer, failure) -> {
                      if (failure == null) {
                        promise.complete(answer);
                      } else {
                        promise.completeExceptionally(Callbacks.cause(failure));
                      }
                    }));
    return promise;
  }

  /** Asks what has been kept; called without the lock. */
  void flush() {
    for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
      question.run();
    }
  }
}
