// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.system;

import java.util.Optional;

/** One running node. What it does not offer is empty. Thread-safe but for closing. */
public interface BenchNode extends AutoCloseable {

  /** Members this node sees, itself included. */
  int members();

  /** Whether operations can begin: quorum found, leader known, structures initialised. */
  default boolean ready() {
    return true;
  }

  /** A map with a copy of everything on each node; {@code put} returns when it is applied here. */
  default Optional<SharedMap> map() {
    return Optional.empty();
  }

  /** The same, but {@code put} returns when a majority, or all nodes, have it. */
  default Optional<SharedMap> acknowledgedMap() {
    return Optional.empty();
  }

  /** The fastest counter it has that loses no addition without a failure. */
  default Optional<SharedCounter> counter() {
    return Optional.empty();
  }

  /** Exclusive locks that survive the death of their holder. */
  default Optional<SharedLocks> locks() {
    return Optional.empty();
  }

  /** Linearizable references. */
  default Optional<SharedRefs> refs() {
    return Optional.empty();
  }

  @Override
  void close();
}
