// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.linear;

import java.util.Optional;

/**
 * One call of a history.
 *
 * @param invoked when it began
 * @param returned when it was answered; {@link #NEVER} if it was not, so that it may take effect at
 *     any later time, or never
 * @param result empty if it was not answered
 */
public record Call<O, R>(long invoked, long returned, O operation, Optional<R> result) {

  /** Not answered. */
  public static final long NEVER = Long.MAX_VALUE;

  public Call {
    if (result.isPresent() == (returned == NEVER) || returned < invoked) {
      throw new IllegalArgumentException("a call that contradicts itself: " + invoked);
    }
  }

  /** A call that was answered. */
  public static <O, R> Call<O, R> answered(long invoked, long returned, O operation, R result) {
    return new Call<>(invoked, returned, operation, Optional.of(result));
  }

  /** A call whose outcome nobody knows. */
  public static <O, R> Call<O, R> unknown(long invoked, O operation) {
    return new Call<>(invoked, NEVER, operation, Optional.empty());
  }

  boolean isAnswered() {
    return returned != NEVER;
  }
}
