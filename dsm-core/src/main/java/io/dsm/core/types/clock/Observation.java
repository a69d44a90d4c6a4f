// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.clock;

/** What a clock made of a stamp of another node. */
public sealed interface Observation {

  /** The next own stamp will be greater than the observed one. */
  record Accepted() implements Observation {
    static final Accepted INSTANCE = new Accepted();
  }

  /**
   * The stamp lies too far in the future: the clock did not move, and what carries the stamp must
   * not be applied but counted and reported.
   *
   * @param aheadMillis how far it is ahead of the wall clock here
   */
  record TooFarAhead(long aheadMillis) implements Observation {}
}
