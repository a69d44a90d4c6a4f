// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.diagnostics;

/**
 * A snapshot of the change stream of one collection, as counted since it was opened.
 *
 * @param watchers watchers and subscribers now
 * @param gaps how often one of them fell behind and was given a gap
 * @param missed changes that were not given, in all gaps together
 */
public record StreamDiagnostics(int watchers, long gaps, long missed) {

  /** Of a collection nobody has watched. */
  public static final StreamDiagnostics NONE = new StreamDiagnostics(0, 0, 0);
}
