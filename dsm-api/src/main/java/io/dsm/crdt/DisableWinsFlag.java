// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

/**
 * A flag, off at first: of a concurrent {@link #enable} and {@link #disable} the disabling wins.
 * Enabling affects only disablings this replica has seen. Thread-safe, never blocks.
 *
 * <p>Cost: one dot for each concurrent change, plus one interval for each life of a node that has
 * changed it; updates carry the same. Source: Almeida et al., "Delta state replicated data types",
 * 2018 (flag as a set of dots).
 */
public interface DisableWinsFlag {

  void enable();

  void disable();

  boolean isEnabled();
}
