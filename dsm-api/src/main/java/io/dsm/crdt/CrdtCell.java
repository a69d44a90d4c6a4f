// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.register.Version;

/** Where the state of one CRDT lives on this replica. Thread-safe. */
public interface CrdtCell<S> {

  /** The current local state. Wait-free. */
  S state();

  /**
   * Computes a delta from the current state and joins it, as one step, then replicates it. Returns
   * when the local replica has applied it.
   *
   * @return the state after the step
   */
  S update(Mutation<S> mutation);

  /**
   * The same for an update that needs a time stamp. The kind must report stamps by {@link
   * CrdtDefinition#latestStamp}, so that clocks follow them.
   */
  S updateStamped(StampedMutation<S> mutation);

  /** One update as a function of what it finds. */
  @FunctionalInterface
  interface Mutation<S> {
    /**
     * The delta to join; {@code current} itself for no change. Pure; may be run again.
     *
     * @param dot a fresh unique name for this update
     */
    S delta(S current, Dot dot);
  }

  /** One update as a function of what it finds and of the node's hybrid logical clock. */
  @FunctionalInterface
  interface StampedMutation<S> {
    /**
     * The delta to join; {@code current} itself for no change. Pure; may be run again.
     *
     * @param dot a fresh unique name for this update
     * @param stamp above every stamp this node has issued or received
     */
    S delta(S current, Dot dot, Version stamp);
  }
}
