// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.command;

import io.dsm.CollectionAddress;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions.Acknowledgement;
import java.util.Optional;

/** What a caller asks of the eventual tier. Keys and values were checked by the handle before. */
public sealed interface Command {

  /** The collection it concerns. */
  CollectionAddress collection();

  /**
   * Write a register.
   *
   * @param encoded bytes of the value, never changed by anyone
   * @param timeToLiveMillis how long it lives; 0 for ever
   * @param expected only if this is still the version seen here; empty for any
   * @param awaited what else to wait for
   */
  record Put(
      CollectionAddress collection,
      String key,
      byte[] encoded,
      long timeToLiveMillis,
      Optional<Version> expected,
      Optional<Awaited> awaited)
      implements Command {}

  /** Remove a register. */
  record Remove(CollectionAddress collection, String key) implements Command {}

  /** Compute a CRDT delta from the current state and join it. */
  record Update(CollectionAddress collection, String key, Computation<?> computation)
      implements Command {}

  /** Join a delta that was exported from another replica. */
  record Merge(CollectionAddress collection, byte[] delta) implements Command {}

  /** Export what a replica with {@code known} lacks. */
  record Export(CollectionAddress collection, VersionVector known) implements Command {}

  /**
   * An acknowledgement by peers that a caller waits for.
   *
   * @param caller is answered when it has come or has not come in time
   */
  record Awaited(Acknowledgement acknowledgement, long timeoutNanos, Caller caller) {}
}
