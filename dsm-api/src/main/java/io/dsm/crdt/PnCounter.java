// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

/**
 * A counter that goes up and down. Its value is the sum of everything added anywhere that this
 * replica has received. Additions never conflict; overflow wraps as {@code long} does. Thread-safe,
 * never blocks.
 */
public interface PnCounter {

  /** Adds {@code amount}, which may be negative. */
  void add(long amount);

  default void increment() {
    add(1);
  }

  default void decrement() {
    add(-1);
  }

  /** The sum this replica knows. */
  long value();
}
