// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.DsmException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Calls that wait for an answer, at most a given number. Every one is answered: by MicroRaft, or
 * when the voter stops. Thread-safe.
 */
final class Answers {

  static final byte[] NO_VALUE = {};

  private final Set<CompletableFuture<byte[]>> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger size = new AtomicInteger();
  private final int max;
  private final Supplier<? extends RuntimeException> whenStopped;

  Answers(int max, Supplier<? extends RuntimeException> whenStopped) {
    this.max = max;
    this.whenStopped = whenStopped;
  }

  /** A new answer to wait for; a failed one if too many are waited for. */
  CompletableFuture<byte[]> open() {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    if (size.incrementAndGet() > max) {
      size.decrementAndGet();
      answer.completeExceptionally(
          new DsmException.Unavailable(
              "more than "
                  + max
                  + " calls wait for the replicated log; this one was not taken;"
                  + " try again later or call less often"));
    } else {
      open.add(answer);
    }
    return answer;
  }

  /** Answers with a value. */
  void succeed(CompletableFuture<byte[]> answer, byte[] value) {
    if (close(answer)) {
      answer.complete(value);
    }
  }

  /** Answers with a failure. */
  void fail(CompletableFuture<byte[]> answer, RuntimeException failure) {
    if (close(answer)) {
      answer.completeExceptionally(failure);
    }
  }

  /** Answers everything that waits: the voter has stopped. */
  void failAll() {
    open.forEach(answer -> fail(answer, whenStopped.get()));
  }

  @SuppressWarnings("CollectionUndefinedEquality") // Each answer equals itself only, as meant.
  private boolean close(CompletableFuture<byte[]> answer) {
    boolean mine = open.remove(answer);
    if (mine) {
      size.decrementAndGet();
    }
    return mine;
  }
}
