// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.Optional;

/**
 * One value: of concurrent writes the one with the greatest stamp of the hybrid logical clock wins,
 * the others are lost. A write made after reading a value is above it. Of a concurrent {@link #set}
 * and {@link #clear} the write wins. Thread-safe, never blocks.
 *
 * <p>Cost: the concurrent values with their stamps, normally one, plus one interval for each life
 * of a node that has written. Bound: 64 KiB a value; more is {@link io.dsm.DsmException.Rejected}.
 * Stamps further ahead than the maximum clock offset are refused by receivers. Source: Johnson and
 * Thomas, RFC 677, 1975; Kulkarni et al., "Logical Physical Clocks", 2014.
 *
 * @param <V> immutable value type
 */
public interface LwwRegister<V> {

  void set(V value);

  /** Takes away what this replica has seen. */
  void clear();

  /** The value; empty if none was set, or if it cannot be read by this version of its class. */
  Optional<V> value();
}
