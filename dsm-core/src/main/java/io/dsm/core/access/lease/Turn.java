// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.core.types.lease.LeaseGrant;
import io.dsm.core.types.lease.LeaseValue;
import io.dsm.lease.AcquireResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * This node waits for one key: one place in the replicated line, however many callers share it.
 * Changed under the lock of {@link LeaseNode}.
 */
final class Turn<V> {

  /** What is under way. */
  enum Phase {
    /** The voters are being asked for the key or a place. */
    JOINING,
    /** They said so: this node waits in line. */
    QUEUED,
    /** The turn has come, but too long ago to act at once: it is being renewed first. */
    CONFIRMING,
    /** Asking failed; it is asked again soon. */
    PAUSED,
    /** Nobody waits any more; the place is being given up. */
    LEAVING
  }

  /**
   * What is certain: at some moment after the question was asked, this node waited in line.
   *
   * @param asked clocks before the question
   * @param holder who owned the key then: what comes later has a greater token
   */
  record Place(ClockReading asked, LeaseGrant holder) {}

  final String key;
  final V value;
  final LeaseValue encoded;
  final List<CompletableFuture<AcquireResult<V>>> callers = new ArrayList<>();
  Phase phase = Phase.JOINING;
  long ticket;
  long joinedAtNanos;
  Optional<Place> place = Optional.empty();

  /** Told before the answer that this node waits at all. */
  Optional<LeaseGrant> early = Optional.empty();

  Turn(String key, V value, LeaseValue encoded) {
    this.key = key;
    this.value = value;
    this.encoded = encoded;
  }

  /** What is certain and was asked for since a moment. */
  Optional<Place> placeSince(long nanos) {
    return place.filter(known -> known.asked().monotonicNanos() >= nanos);
  }
}
