// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

/** A key together with the token under which somebody says to own it. */
public record LeaseClaim(LeaseKey key, long token) {

  public void writeTo(ByteSink sink) {
    key.writeTo(sink);
    sink.longOf(token);
  }

  public static LeaseClaim readFrom(ByteSource source) {
    return new LeaseClaim(LeaseKey.readFrom(source), source.longOf());
  }

  /** About how many bytes the encoded claim takes. */
  public int roughBytes() {
    return 60 + 3 * key.key().length();
  }
}
