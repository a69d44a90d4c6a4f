// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.crdt.Dot;
import io.dsm.register.Version;
import org.jspecify.annotations.Nullable;

/** Where a store lives: a key of a collection, or a key of a map in one. */
public interface CausalCell<S> {

  /** What is there now. Wait-free. */
  S store();

  /** Changes it as one step. */
  void update(Step<S> step);

  /** Changes it as one step that needs a time stamp. */
  void updateStamped(StampedStep<S> step);

  /** One update; null for no change. Pure, may be run again. */
  @FunctionalInterface
  interface Step<S> {
    @Nullable Change<S> change(S current, Dot dot);
  }

  /** One update that needs a time stamp; null for no change. Pure, may be run again. */
  @FunctionalInterface
  interface StampedStep<S> {
    @Nullable Change<S> change(S current, Dot dot, Version stamp);
  }
}
