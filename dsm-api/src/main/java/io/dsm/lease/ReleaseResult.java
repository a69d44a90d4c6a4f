// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** Answer to {@link LeaseCollection#release}. */
public enum ReleaseResult {
  /** The key is free. */
  RELEASED,
  /** This node did not own the key under that token. */
  NOT_HELD
}
