// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lock;

import io.dsm.lease.FencingToken;
import io.dsm.lease.ReleaseResult;
import io.dsm.stream.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One holding of a lock. Whoever has this object has the lock, whatever the thread. The runtime
 * prolongs it until it is released or lost. Thread-safe; nothing blocks.
 */
public interface LockHold extends AutoCloseable {

  /**
   * The token to send with every effect, if the lock is held at this very moment by the larger of
   * monotonic and wall time elapsed; empty if not.
   */
  Optional<FencingToken> token();

  /** Whether the lock is held at this moment. Prefer {@link #token}. */
  boolean isValid();

  /** How long this node may still act if nothing prolongs the hold; zero if it is not valid. */
  Duration remaining();

  /**
   * Tells once, with the reason, if the hold ends by anything but its release; at once if it has
   * already. Runs on a thread of the node's own, before the lock can pass to another node.
   */
  Subscription onLost(Consumer<String> listener);

  /**
   * Runs {@code body} on this thread under this hold, which stays held afterwards. The thread is
   * interrupted if the hold is lost or {@code bound} is over while the body runs; no interrupt is
   * left behind. {@link RunResult.NotAcquired} if the hold is not valid now.
   */
  <R, X extends Exception> RunResult<R> run(Duration bound, LockBody<R, X> body)
      throws X, InterruptedException;

  /**
   * Passes the lock on. Only this hold is released, never one of somebody else; a second call does
   * nothing and answers {@link ReleaseResult#NOT_HELD}.
   */
  CompletionStage<ReleaseResult> release();

  /**
   * Releases without waiting for the answer. If it gets lost, the lock passes on after its term.
   */
  @Override
  void close();
}
