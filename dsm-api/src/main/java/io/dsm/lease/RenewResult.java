// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

import java.time.Duration;

/** Answer to {@link LeaseCollection#renew}. */
public sealed interface RenewResult {

  /**
   * The lease is held for longer.
   *
   * @param remaining how long this node may act, on its own clock, from now
   */
  record Renewed(Duration remaining) implements RenewResult {}

  /** This node does not own the key under that token; it has been told so as a loss. */
  record NotHeld() implements RenewResult {}
}
