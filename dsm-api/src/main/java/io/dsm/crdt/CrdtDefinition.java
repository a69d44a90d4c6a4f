// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.crdt;

import io.dsm.register.Version;
import java.util.Optional;

/**
 * A kind of CRDT: its state, its join, its bytes and the handle applications use. Implement it to
 * add a kind of your own; the ready kinds are definitions too.
 *
 * <p>All methods are called from several threads and must be pure: no clock, no randomness, no
 * input or output.
 *
 * @param <C> handle type
 * @param <S> immutable state type; a delta is a state too
 */
public interface CrdtDefinition<C, S> {

  /** Name of the kind and its version, such as {@code my-max/v1}; equal on all nodes. */
  String kind();

  /** The state of a CRDT nobody has updated: {@code join(bottom(), s)} equals {@code s}. */
  S bottom();

  /** The least state above both: commutative, associative, idempotent. */
  S join(S left, S right);

  /** Canonical bytes: equal states give equal bytes on every node. */
  byte[] encode(S state);

  /**
   * The state of {@code bytes}.
   *
   * @throws IllegalArgumentException if the bytes are no encoding of this kind
   */
  S decode(byte[] bytes);

  /**
   * The greatest clock stamp in a delta or state, if the kind uses stamps. What lies further ahead
   * of this node's clock than the maximum offset is refused, not joined.
   */
  default Optional<Version> latestStamp(S state) {
    return Optional.empty();
  }

  /** A handle over one cell. Must keep no state of its own. */
  C handle(CrdtCell<S> cell);
}
