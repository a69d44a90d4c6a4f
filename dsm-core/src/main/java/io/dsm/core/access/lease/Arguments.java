// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.types.lease.LeaseLimits;
import io.dsm.core.types.lease.LeaseValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Checks what applications pass in, before anything is asked. */
final class Arguments {

  private Arguments() {}

  /** In nanoseconds, at most about a century: longer waits need no timer. */
  static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofDays(36_500)) > 0
        ? Duration.ofDays(36_500).toNanos()
        : duration.toNanos();
  }

  static Optional<DsmException> refusedKey(CollectionAddress address, String key) {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes >= 1 && bytes <= LeaseLimits.KEY_BYTES) {
      return Optional.empty();
    }
    return Optional.of(
        new DsmException.Rejected(
            "a key of %s has %d bytes; nothing was asked; use 1 to %d bytes of UTF-8"
                .formatted(address, bytes, LeaseLimits.KEY_BYTES)));
  }

  /** Raises {@link DsmException.Rejected} if the value cannot be sent. */
  static <V> LeaseValue encoded(CollectionAddress address, ValueCodec<V> codec, V value) {
    byte[] bytes;
    try {
      bytes = codec.encode(value);
    } catch (RuntimeException broken) {
      throw new DsmException.Rejected(
          "the value of a lease of %s cannot be encoded (%s); nothing was asked; correct the codec"
              .formatted(address, broken),
          broken);
    }
    if (bytes.length > LeaseLimits.VALUE_BYTES) {
      throw new DsmException.Rejected(
          "the value of a lease of %s takes %d bytes; nothing was asked; use at most %d bytes"
              .formatted(address, bytes.length, LeaseLimits.VALUE_BYTES));
    }
    return new LeaseValue(bytes.clone());
  }
}
