// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import java.util.Arrays;

/** The encoded value of a holder. The array must not be changed. */
@SuppressWarnings("ArrayRecordComponent") // compared by content below, never changed
public record LeaseValue(byte[] bytes) {

  @Override
  public boolean equals(Object other) {
    return other instanceof LeaseValue(byte[] others) && Arrays.equals(bytes, others);
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
