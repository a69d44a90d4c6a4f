// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.system;

/** Locks by name. */
public interface SharedLocks {

  /** Whether this node decides about locks, or is as near to who does as a node can be. */
  boolean isLeader();

  /** Prepares a lock before time is taken. */
  default void define(String name) throws Exception {}

  /** Waits until this node holds the lock. The thread that acquires also releases. */
  Held acquire(String name) throws Exception;

  /** A lock held. */
  interface Held {

    /** Whether the holder may still act, as the system suggests to ask before each effect. */
    boolean isValid() throws Exception;

    void release() throws Exception;
  }
}
