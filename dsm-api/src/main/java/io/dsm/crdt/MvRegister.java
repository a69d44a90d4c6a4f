// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import java.util.Set;

/**
 * One value, or several if they were written concurrently: nothing is lost silently. A write
 * replaces every value this replica has seen; of a concurrent {@link #set} and {@link #clear} the
 * write wins. Thread-safe, never blocks.
 *
 * <p>Cost: the concurrent values, plus one interval for each life of a node that has written.
 * Bound: 64 KiB a value; more is {@link io.dsm.DsmException.Rejected}; at most one value for each
 * life. Source: DeCandia et al., "Dynamo", 2007; Preguiça et al., "Dotted version vectors", 2012.
 *
 * @param <V> immutable value type
 */
public interface MvRegister<V> {

  void set(V value);

  /** Takes away the values this replica has seen. */
  void clear();

  /** An immutable snapshot of the values no other has replaced; equal ones appear once. */
  Set<V> values();
}
