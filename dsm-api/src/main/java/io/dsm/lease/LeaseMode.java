// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** Who renews. */
public enum LeaseMode {
  /** The runtime renews held leases, on its own path, until they end. */
  AUTONOMOUS,
  /** The application calls {@link LeaseCollection#renew}. */
  MANUAL
}
