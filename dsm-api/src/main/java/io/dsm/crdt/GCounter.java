// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.DsmException;

/**
 * A counter that only goes up. Its value is the sum of everything added anywhere that this replica
 * has received; additions never conflict. Thread-safe, never blocks.
 *
 * <p>Cost: one number for each life of a node that has added; a delta is one of them. Bound: one
 * life adds up to 2^63 - 1; the value stops at {@link Long#MAX_VALUE} and never wraps. Source:
 * Shapiro et al., "A comprehensive study of convergent and commutative replicated data types",
 * 2011.
 */
public interface GCounter {

  /**
   * Adds {@code amount}.
   *
   * @throws DsmException.Rejected if it is negative or this life has added too much; nothing was
   *     added
   */
  void add(long amount);

  default void increment() {
    add(1);
  }

  /** The sum this replica knows; never falls. */
  long value();
}
