// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseCollection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A lease collection as locks need it. Thread-safe; nothing blocks. */
public interface LeaseQueue<V> extends LeaseCollection<V> {

  /**
   * Waits for the next ownership of a key, for as long as nobody withdraws it. Completes with
   * {@link AcquireResult.Acquired}, or fails if the node stops or a bound is reached.
   *
   * @param ended an ownership of this node that ends here and now: others that wait come first
   */
  CompletionStage<AcquireResult<V>> turn(String key, V value, Optional<FencingToken> ended);

  /**
   * Whether the voters have answered that this node waits in line for a key, to a question asked at
   * a moment of the monotonic clock or later.
   */
  boolean waits(String key, long sinceNanos);

  /** Asks the voters now where this node stands in that line, if it waits there. */
  void look(String key);

  /** Nobody waits for that turn any more. Its stage may stay open. */
  void withdraw(String key, CompletionStage<AcquireResult<V>> turn);
}
