// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.shard;

import io.dsm.lease.FencingToken;
import java.util.Optional;
import java.util.function.Function;

/** One ownership of a shard by this node, under one token. Thread-safe; nothing blocks. */
public interface OwnedShard {

  /** From 0 to {@code count() - 1}. */
  int number();

  /**
   * The token to send with every effect, if this node may act for the shard at this very moment;
   * empty if not. Present while it drains, too.
   */
  Optional<FencingToken> token();

  /** Whether this node may act for the shard at this moment. Prefer {@link #token}. */
  boolean isValid();

  /** Whether the shard is about to be handed over: finish what was begun, begin nothing. */
  boolean isDraining();

  /**
   * Runs {@code body} on the calling thread with the token, if the ownership is valid now and is
   * not drained.
   *
   * @return what the body returned, or empty if it did not run
   */
  <R> Optional<R> run(Function<FencingToken, R> body);
}
