// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.ref;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.types.ref.RefBytes;
import io.dsm.core.types.ref.RefLimits;
import java.util.Optional;

/** Values of one reference as bytes and back, with every way in which that can fail told. */
record RefCodecOf<V>(CollectionAddress address, ValueCodec<V> codec) {

  /** Raises {@link DsmException.Rejected} if the value cannot be sent. */
  RefBytes encoded(V value) {
    byte[] bytes;
    try {
      bytes = codec.encode(value);
    } catch (RuntimeException broken) {
      throw new DsmException.Rejected(
          "a value of reference %s cannot be encoded (%s); nothing was written; correct the codec"
              .formatted(address, broken),
          broken);
    }
    if (bytes.length > RefLimits.VALUE_BYTES) {
      throw new DsmException.Rejected(
          "a value of reference %s takes %d bytes; nothing was written; use at most %d bytes"
              .formatted(address, bytes.length, RefLimits.VALUE_BYTES));
    }
    return RefBytes.of(bytes);
  }

  /** Raises {@link DsmException.Rejected} if the bytes cannot be read. */
  Optional<V> decoded(Optional<RefBytes> bytes) {
    try {
      return bytes.map(present -> codec.decode(present.toBytes()));
    } catch (RuntimeException unreadable) {
      throw new DsmException.Rejected(
          "the value of reference %s cannot be read (%s); it stays as it is; run the same schema on"
                  .formatted(address, unreadable)
              + " all nodes",
          unreadable);
    }
  }
}
