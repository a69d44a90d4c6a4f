// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.diagnostics;

import java.util.List;
import java.util.Optional;

/**
 * A snapshot of the journal of the eventual tier.
 *
 * @param location directory of the journal; empty while no durable collection is open
 * @param failure why changes of durable collections are refused; empty while they are not
 * @param rebuilding whether content was lost to damage and peers have not yet given it back
 * @param bytesSinceCheckpoint what a restart would read beyond the last checkpoint, at most
 * @param undeclaredRecords records kept for collections that are not open as durable in this life
 * @param remarks what recovery found that was not as it should be, in words
 */
public record DurabilityDiagnostics(
    Optional<String> location,
    Optional<String> failure,
    boolean rebuilding,
    long bytesSinceCheckpoint,
    long undeclaredRecords,
    List<String> remarks) {

  /** Of a node that keeps nothing. */
  public static final DurabilityDiagnostics NONE =
      new DurabilityDiagnostics(Optional.empty(), Optional.empty(), false, 0, 0, List.of());

  public DurabilityDiagnostics {
    remarks = List.copyOf(remarks);
  }
}
