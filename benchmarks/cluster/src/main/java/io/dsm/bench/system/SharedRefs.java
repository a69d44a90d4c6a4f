// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.system;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Single texts by name, agreed by a majority: linearizable, no write is lost in a partition. */
public interface SharedRefs {

  /** Whether this node decides about them, or is as near to who does as a node can be. */
  boolean isLeader();

  /** The reference of a name. Cheap enough to be called before every operation. */
  SharedRef at(String name) throws Exception;

  /** One text. */
  interface SharedRef {

    /** Returns when a majority has stored it and it has been applied. */
    void set(String value) throws Exception;

    /** A linearizable read. */
    @Nullable String get() throws Exception;

    /** Tells of each value written from now on; empty if the system has nothing of the kind. */
    default Optional<AutoCloseable> watch(Consumer<String> watcher) throws Exception {
      return Optional.empty();
    }
  }
}
