// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

import io.dsm.core.types.lease.ByteSink;
import io.dsm.core.types.lease.ByteSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An encoded value: compared by content, never changed. */
public final class RefBytes {

  private final byte[] bytes;

  private RefBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy. */
  public static RefBytes of(byte[] bytes) {
    return new RefBytes(bytes.clone());
  }

  public int size() {
    return bytes.length;
  }

  /** A copy. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  void writeTo(ByteSink sink) {
    sink.blob(bytes);
  }

  static RefBytes readFrom(ByteSource source) {
    return new RefBytes(source.blob(RefLimits.VALUE_BYTES));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RefBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
