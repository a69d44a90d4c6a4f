// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** Answer to {@link LeaseCollection#verify}. */
public sealed interface VerifyResult {

  /** The token is that of the current owner. */
  record Current() implements VerifyResult {}

  /** A newer token was minted. */
  record Stale(FencingToken newest) implements VerifyResult {}

  /** The token is the newest, but its ownership has ended and nobody owns the key. */
  record Ended() implements VerifyResult {}

  /** No such token was ever minted for this key. */
  record Unknown() implements VerifyResult {}
}
