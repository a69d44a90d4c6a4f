// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

/** How one resolved type is written and read. Null never comes here. Thread-safe. */
interface Part {

  /**
   * Writes a value in at least one byte.
   *
   * @param depth how many values enclose this one
   */
  void write(ByteWriter out, Object value, int depth);

  Object read(ByteReader in, int depth);
}
