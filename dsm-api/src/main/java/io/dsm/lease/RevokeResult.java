// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lease;

/** What came of a revocation. */
public enum RevokeResult {
  /**
   * The ownership is renewed no more and its holder is told. The key passes on as soon as the
   * holder has given it up; a holder that cannot be reached loses it when its term and grace run
   * out, as if it had crashed.
   */
  ENDING,
  /** The token is not the current one of its key; nothing changed. */
  NOT_HELD
}
