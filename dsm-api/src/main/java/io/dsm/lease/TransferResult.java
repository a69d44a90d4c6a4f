// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** Answer to {@link LeaseCollection#transfer}. */
public sealed interface TransferResult {

  /** The target owns the key under a new token. */
  record Transferred(FencingToken token) implements TransferResult {}

  /** This node did not own the key under that token. Nothing changed. */
  record NotHeld() implements TransferResult {}

  /**
   * The target is not a member this node sees, or has not opened the collection. Nothing changed.
   */
  record TargetUnavailable(String reason) implements TransferResult {}
}
