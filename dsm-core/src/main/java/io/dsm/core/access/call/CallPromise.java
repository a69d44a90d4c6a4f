// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.call;

import io.dsm.DsmException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a call will come to. Cancelling it ends the wait at once, frees what waits for it, and fails
 * it with a {@link CancellationException} whose cause says what may be concluded: {@link
 * DsmException.Unavailable} if nothing happened nor will, else {@link DsmException.Indeterminate}.
 * Stages derived from it are ordinary ones: cancelling those reaches nobody.
 */
public final class CallPromise<T> extends CompletableFuture<T> {

  /** How the call is given up. Runs on the thread that cancels, perhaps more than once. */
  @FunctionalInterface
  public interface Withdrawal {

    /**
     * Gives up.
     *
     * @param evenIfSent whether also if something may have happened
     * @return what may be concluded, or empty if the call goes on, because it may have been sent
     */
    Optional<DsmException> giveUp(boolean evenIfSent);
  }

  private volatile Withdrawal withdrawal;

  /**
   * @param withdrawal how the call is given up as long as nothing else is said
   */
  public CallPromise(Withdrawal withdrawal) {
    this.withdrawal = withdrawal;
  }

  /** From now on the call is given up so. */
  public void onCancel(Withdrawal next) {
    withdrawal = next;
  }

  /** From now on the call waits for that stage, which is given up with it. */
  public void waitsFor(CompletionStage<?> stage) {
    withdrawal = evenIfSent -> giveUp(stage, evenIfSent);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    giveUp(true);
    return isCancelled();
  }

  private Optional<DsmException> giveUp(boolean evenIfSent) {
    if (isDone()) {
      return evenIfSent ? Optional.of(conclusion(this)) : Optional.empty();
    }
    Optional<DsmException> conclusion = withdrawal.giveUp(evenIfSent);
    if (conclusion.isPresent()) {
      CancellationException told = new CancellationException(conclusion.get().getMessage());
      told.initCause(conclusion.get());
      completeExceptionally(told);
    }
    return conclusion;
  }

  /**
   * Gives a stage up.
   *
   * @param evenIfSent whether also if something may have happened
   * @return what may be concluded, or empty if it was not given up
   */
  public static Optional<DsmException> giveUp(CompletionStage<?> stage, boolean evenIfSent) {
    return stage instanceof CallPromise<?> call
        ? call.giveUp(evenIfSent)
        : Optional.of(conclusion(stage.toCompletableFuture())).filter(_ -> evenIfSent);
  }

  /** What whoever has not looked at the outcome may conclude. */
  private static DsmException conclusion(CompletableFuture<?> call) {
    Throwable failure = call.<@Nullable Throwable>handle((value, why) -> why).getNow(null);
    Throwable cause =
        failure instanceof CancellationException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof DsmException known
        ? known
        : new DsmException.Indeterminate(
            "the call was given up as its answer came; it may have happened; read the current"
                + " state");
  }
}
