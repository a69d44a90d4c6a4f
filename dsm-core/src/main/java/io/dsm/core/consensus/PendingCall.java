// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.access.call.CallPromise;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call that waits for the voters. Guarded by the lock of {@link VoterCalls}. */
final class PendingCall {

  final Supplier<String> what;
  final Payload payload;
  final long timeoutNanos;
  final CallPromise<byte[]> promise;

  /** Sendings whose fate is unknown, and where they went. */
  final Map<Long, Member> open = new HashMap<>(2);

  long current;
  int attempts;
  int redirects;
  long deadlineNanos;

  /** What is done at {@code nextNanos} if no answer has come; null if it has been done. */
  @Nullable Runnable next;

  long nextNanos;
  private String last = "no voter was reachable";

  /** What is sent. */
  sealed interface Payload {
    @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
    record Command(long number, byte[] bytes) implements Payload {}

    @SuppressWarnings("ArrayRecordComponent") // opaque, never compared or changed
    record Query(byte[] bytes) implements Payload {}
  }

  /**
   * @param withdrawal gives it up, perhaps only if nothing has happened; says what to conclude
   */
  PendingCall(
      Supplier<String> what,
      Payload payload,
      long timeoutNanos,
      BiFunction<PendingCall, Boolean, Optional<DsmException>> withdrawal) {
    this.what = what;
    this.promise = new CallPromise<>(evenIfSent -> withdrawal.apply(this, evenIfSent));
    this.payload = payload;
    this.timeoutNanos = timeoutNanos;
  }

  void note(String reason) {
    last = reason;
  }

  /** When this call wants to be looked at next. */
  long dueNanos() {
    return next == null || deadlineNanos - nextNanos < 0 ? deadlineNanos : nextNanos;
  }

  /** Whether it has never left this node, or was refused each time. */
  boolean isUnsent() {
    return open.isEmpty();
  }

  /**
   * What the caller may conclude who gives up.
   *
   * @param forgotten whether the call was still under way and cannot happen any more unless it has
   *     been sent; otherwise its answer came at the same time
   */
  DsmException givenUp(boolean forgotten) {
    boolean mayHaveHappened = payload instanceof Payload.Command && !(forgotten && isUnsent());
    return mayHaveHappened
        ? new DsmException.Indeterminate(
            what.get()
                + " was given up by its caller after it was sent to the voters; it may have taken"
                + " effect or may still do so; read the current state")
        : new DsmException.Unavailable(
            what.get()
                + " was given up by its caller; it did not take effect and will not; ask again if"
                + " it is wanted");
  }

  /** What the caller may conclude when the time is over. */
  DsmException expired(String where) {
    boolean mayHaveHappened = payload instanceof Payload.Command && !open.isEmpty();
    String text = "%s was not answered in time by the voters, asked from %s (%s); ";
    return mayHaveHappened
        ? new DsmException.Indeterminate(
            (text
                    + "it may have taken effect or may still do so; read the current state, or"
                    + " repeat")
                .formatted(what.get(), where, last))
        : new DsmException.Unavailable(
            (text + "it did not take effect; try again when a majority of the voters is reachable")
                .formatted(what.get(), where, last));
  }
}
