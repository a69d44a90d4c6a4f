// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.OptionalLong;

/**
 * The greatest number anyone has offered; nothing conflicts. Thread-safe, never blocks.
 *
 * <p>Cost: one number; an offer that is not above what is known costs nothing. Source: Shapiro et
 * al., "Conflict-free replicated data types", 2011 (a join of the order of numbers).
 */
public interface MaxRegister {

  /** Offers a number; returns whether it is above all that this replica knew. */
  boolean offer(long value);

  /** The greatest number; empty if none was offered. */
  OptionalLong value();
}
