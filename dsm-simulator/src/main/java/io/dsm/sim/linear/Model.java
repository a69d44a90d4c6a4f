// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.linear;

import java.util.Optional;

/**
 * What a single object does when calls come one after the other. States are compared by {@code
 * equals}.
 *
 * @param <S> states
 * @param <O> operations
 * @param <R> results
 */
public interface Model<S, O, R> {

  S initial();

  /**
   * The state after an operation.
   *
   * @param result what the operation answered; empty if nobody knows
   * @return empty if it cannot answer that in this state
   */
  Optional<S> step(S state, O operation, Optional<R> result);

  /**
   * Whether a call can never again be answered like that, whatever happens after a state: lets the
   * search turn back early. May say no where it is yes.
   */
  default boolean isTooLate(S state, O operation, R result) {
    return false;
  }
}
