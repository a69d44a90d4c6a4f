// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.run;

import java.time.Duration;
import java.util.List;

/**
 * How a run went.
 *
 * @param traceHash equal for equal runs
 * @param simulated virtual time
 * @param lastEvents the end of the trace
 */
public record Report(
    long seed,
    long operations,
    long faults,
    long frames,
    Duration simulated,
    long traceHash,
    List<String> violations,
    List<String> lastEvents) {

  public boolean isClean() {
    return violations.isEmpty();
  }
}
