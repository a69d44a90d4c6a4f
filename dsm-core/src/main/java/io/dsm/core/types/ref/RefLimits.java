// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.ref;

/** Bounds of the replicated state. Equal on all voters: changing one changes what commands do. */
public final class RefLimits {

  /** Longest encoded value. */
  public static final int VALUE_BYTES = 64 * 1024;

  /** Longest schema id, in bytes of UTF-8. */
  public static final int SCHEMA_BYTES = 512;

  /** References one question may follow. */
  public static final int FOLLOWED = 1_000;

  /** Encoded size at which an answer or a chunk is closed. */
  static final int BATCH_BYTES = 96 * 1024;

  /** Values up to this size travel with a refusal, so that a caller can try again at once. */
  static final int ECHO_BYTES = 1_024;

  static final int REFS = 10_000;

  private RefLimits() {}
}
