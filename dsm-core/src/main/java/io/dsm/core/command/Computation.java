// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.command;

import io.dsm.crdt.CrdtCell.Mutation;
import io.dsm.crdt.CrdtCell.StampedMutation;
import io.dsm.crdt.Dot;
import io.dsm.register.Version;
import java.util.function.Supplier;

/** How the delta of an update is computed. Runs inside the step of the engine. */
@FunctionalInterface
public interface Computation<S> {

  /**
   * The delta; {@code current} itself for no change.
   *
   * @param clock issues a stamp; asked only by updates that need one
   */
  S delta(S current, Dot dot, Supplier<Version> clock);

  /** Of an update that needs no stamp. */
  static <S> Computation<S> of(Mutation<S> mutation) {
    return (current, dot, clock) -> mutation.delta(current, dot);
  }

  /** Of an update that needs a stamp. */
  static <S> Computation<S> stamped(StampedMutation<S> mutation) {
    return (current, dot, clock) -> mutation.delta(current, dot, clock.get());
  }
}
