// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Closed once, for good, when the voter stops or its disk or state can no longer be trusted. Behind
 * a closed fence no task of MicroRaft runs and no message leaves: a voter that half works could
 * promise what it cannot keep.
 */
final class Fence {

  private record Reason(@Nullable RuntimeException failure) {}

  private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();

  /** Closes it after a failure; whether this was the first reason. */
  boolean closeBecause(RuntimeException failure) {
    return reason.compareAndSet(null, new Reason(failure));
  }

  /** Closes it for an orderly stop. */
  void close() {
    reason.compareAndSet(null, new Reason(null));
  }

  boolean isClosed() {
    return reason.get() != null;
  }

  /** The failure that closed it; null if open or stopped in order. */
  @Nullable RuntimeException failure() {
    Reason why = reason.get();
    return why == null ? null : why.failure();
  }
}
