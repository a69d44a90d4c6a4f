// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

/** Bounds of the replicated state. Equal on all voters: changing one changes what commands do. */
public final class LeaseLimits {

  /** Longest key, in bytes of UTF-8. */
  public static final int KEY_BYTES = 512;

  /** Longest encoded value of a holder. */
  public static final int VALUE_BYTES = 16 * 1024;

  /** Claims that one renewal may carry. */
  public static final int CLAIMS = 2_000;

  /** Encoded size at which a batch or a page is closed. */
  public static final int BATCH_BYTES = 32 * 1024;

  /** Encoded size at which a chunk of a snapshot is closed. */
  public static final int CHUNK_BYTES = 192 * 1024;

  /** Members that may wait for one key. */
  static final int WAITERS = 1_000;

  /** Places in all lines of one collection. */
  static final int PLACES = 50_000;

  /** Keys about which one question may ask where a member stands. */
  public static final int STANDINGS = 500;

  static final int COLLECTIONS = 1_000;
  static final int OWNED_KEYS = 100_000;
  static final int IDLE_KEYS = 10_000;

  private LeaseLimits() {}
}
