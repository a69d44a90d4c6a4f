// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * An ownership this node got. It stays the same object through renewals. Thread-safe; no method
 * blocks but {@link #run}, which runs the caller's body on the calling thread.
 */
public interface Lease<V> {

  String key();

  V value();

  /**
   * The token to send with every effect, if the lease is valid at this very moment by the larger of
   * monotonic and wall time elapsed; empty if not. Never blocks, never allocates on the invalid
   * path.
   */
  Optional<FencingToken> token();

  /** Whether the lease is valid at this moment. Prefer {@link #token} or {@link #run}. */
  boolean isValid();

  /** How long this node may still act if nothing renews the lease; zero if it is not valid. */
  Duration remaining();

  /**
   * Runs {@code body} with the token if the lease is valid now. The body must finish within {@link
   * #remaining()} or check again, and must send the token along.
   *
   * @return what the body returned, or empty if the lease is not valid and the body did not run
   */
  <R> Optional<R> run(Function<FencingToken, R> body);
}
