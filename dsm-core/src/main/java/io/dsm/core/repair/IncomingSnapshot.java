// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

/** A snapshot on its way from one peer. It counts only if every piece came and none was refused. */
public final class IncomingSnapshot {

  private final long number;
  private int chunks;
  private boolean broken;

  public IncomingSnapshot(long number) {
    this.number = number;
  }

  public long number() {
    return number;
  }

  /** Pieces that came in order. */
  public int chunks() {
    return chunks;
  }

  /** Whether the piece is the next one; if one before it is missing the snapshot is broken. */
  public boolean accept(int chunk) {
    if (chunk == chunks) {
      chunks++;
      return true;
    }
    broken |= chunk > chunks;
    return false;
  }

  /** An entry was refused, so that the snapshot does not stand for its vector. */
  public void refuse() {
    broken = true;
  }

  public boolean isComplete(int total) {
    return !broken && chunks == total;
  }
}
