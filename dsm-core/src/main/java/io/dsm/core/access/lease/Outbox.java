// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.access.call.CallPromise;
import io.dsm.core.types.lease.LeaseAnswer;
import io.dsm.core.types.lease.LeaseCommand;
import io.dsm.core.types.lease.LeaseKey;
import io.dsm.core.types.lease.LeaseOutcome;
import io.dsm.core.types.lease.LeaseQuery;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
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
    Kept<T> kept = new Kept<>(question);
    questions.add(kept);
    return kept.promise;
  }

  /** A question until it is asked, and its way from then on. Its monitor is a leaf. */
  private static final class Kept<T> implements Runnable {
    private final Supplier<CompletionStage<T>> question;
    private final CallPromise<T> promise = new CallPromise<>(this::giveUp);
    private boolean asked;
    private boolean givenUp;
    private Optional<CompletionStage<T>> stage = Optional.empty();

    Kept(Supplier<CompletionStage<T>> question) {
      this.question = question;
    }

    @Override
    public void run() {
      synchronized (this) {
        if (givenUp) {
          return;
        }
        asked = true;
      }
      CompletionStage<T> answer = question.get();
      boolean unwanted;
      synchronized (this) {
        stage = Optional.of(answer);
        unwanted = givenUp;
      }
      answer.whenComplete(
          (value, failure) -> {
            if (failure == null) {
              promise.complete(value);
            } else {
              promise.completeExceptionally(Callbacks.cause(failure));
            }
          });
      if (unwanted) {
        CallPromise.giveUp(answer, true);
      }
    }

    private Optional<DsmException> giveUp(boolean evenIfSent) {
      Optional<CompletionStage<T>> present;
      synchronized (this) {
        present = stage;
        givenUp |= !asked || (evenIfSent && present.isEmpty());
        if (!asked) {
          return Optional.of(
              new DsmException.Unavailable(
                  "a question to the voters was given up before it was asked; it did not take"
                      + " effect and will not; ask again if it is wanted"));
        }
      }
      if (present.isPresent()) {
        return CallPromise.giveUp(present.get(), evenIfSent);
      }
      return Optional.<DsmException>of(
              new DsmException.Indeterminate(
                  "a question to the voters was given up while it was being asked; it may take"
                      + " effect; read the current state"))
          .filter(_ -> evenIfSent);
    }
  }

  /** Asks what has been kept; called without the lock. */
  void flush() {
    for (Runnable question = questions.poll(); question != null; question = questions.poll()) {
      question.run();
    }
  }
}
