// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.CollectionAddress;

/** A key of a lease collection. */
public record LeaseKey(CollectionAddress collection, String key) {

  public void writeTo(ByteSink sink) {
    sink.address(collection).text(key);
  }

  public static LeaseKey readFrom(ByteSource source) {
    return new LeaseKey(source.address(), source.text(LeaseLimits.KEY_BYTES));
  }

  /** {@code tenant/application/collection/key}. */
  @Override
  public String toString() {
    return collection + "/" + key;
  }
}
