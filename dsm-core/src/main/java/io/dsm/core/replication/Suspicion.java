// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.replication;

/**
 * A peer seems to have other content although it knows the same. Acted upon only if it stays so,
 * and then more and more rarely: some differences cannot be healed.
 */
final class Suspicion {

  private static final int PATIENCE_MAX = 64;

  private long theirs;
  private long mine;
  private int patience = 1;
  private int countdown = 1;

  /** Whether to act now on that difference. */
  boolean isDue(long theirContent, long myContent) {
    if (theirContent != theirs || myContent != mine) {
      theirs = theirContent;
      mine = myContent;
      patience = 1;
      countdown = 1;
      return false;
    }
    if (--countdown > 0) {
      return false;
    }
    patience = Math.min(PATIENCE_MAX, 2 * patience);
    countdown = patience;
    return true;
  }
}
