// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a run went.
 *
 * @param kinds how many faults there were of each kind
 * @param traceHash equal for equal runs
 * @param simulated virtual time
 * @param steps of the storm until it ended or something was violated
 * @param lastEvents the end of the trace
 */
public record Report(
    long seed,
    long operations,
    long faults,
    Map<String, Long> kinds,
    long frames,
    Duration simulated,
    long traceHash,
    int steps,
    List<String> violations,
    List<String> lastEvents) {

  public boolean isClean() {
    return violations.isEmpty();
  }
}
