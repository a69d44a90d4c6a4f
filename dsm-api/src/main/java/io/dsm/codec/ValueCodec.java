// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.codec;

/**
 * Turns values of one type into bytes and back. Equal values must give equal bytes. Called from any
 * thread, also concurrently; must not block.
 *
 * @param <V> immutable value type
 */
public interface ValueCodec<V> {

  /** The bytes of {@code value}; at most a few kilobytes for control-plane data. */
  byte[] encode(V value);

  /**
   * The value of {@code bytes}.
   *
   * @throws IllegalArgumentException if the bytes are no encoding of this codec; the entry is then
   *     skipped, counted and reported, never half-read
   */
  V decode(byte[] bytes);
}
