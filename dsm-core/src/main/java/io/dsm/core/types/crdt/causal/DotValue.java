// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;

/** What stands at one dot: its join, if its origin may let it grow, and its bytes. */
public interface DotValue<V> {

  /** The greater of two values of one dot; {@code left} itself if they are equal. */
  default V join(V left, V right) {
    return left;
  }

  /** About how many bytes a value takes. */
  default int weight(V value) {
    return 1;
  }

  void write(ByteWriter out, V value);

  V read(ByteReader in);
}
