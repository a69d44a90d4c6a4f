// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import io.dsm.bench.report.Line;
import java.io.IOException;
import java.util.List;

/**
 * Measures one or more lines on one system at a time.
 *
 * @param name as {@code --only} takes it
 * @param setup which processes it needs
 * @param times how often it is repeated at most; 0 for as often as the run says
 * @param lines what comes out
 * @param measurement how
 */
record Experiment(String name, Setup setup, int times, List<Line> lines, Measurement measurement) {

  /** Which processes an experiment needs. */
  enum Setup {
    /** One process; what is measured does not leave it, so that the plain JDK takes part. */
    LOCAL,
    /** Three nodes in one process. */
    ONE_PROCESS,
    /** The same, of systems that sync a log to disk on a majority before they answer. */
    SYNCED_LOG,
    /** The same, of systems that keep a log of a majority in memory. */
    MEMORY_LOG,
    /** Three nodes in a process each. */
    PROCESS_EACH
  }

  /** Takes the figures of one system once. */
  @FunctionalInterface
  interface Measurement {
    /**
     * @param warmUp whether the figures will be thrown away
     */
    Measured measure(Cluster cluster, boolean warmUp) throws IOException, Failed, Failed.NotOffered;
  }

  boolean fits(Known system) {
    return switch (setup) {
      case LOCAL -> !system.isVariant();
      case ONE_PROCESS, PROCESS_EACH -> !system.name().equals("jdk") && !system.isVariant();
      case SYNCED_LOG -> system.syncsItsLog();
      case MEMORY_LOG -> system.keepsItsLogInMemory();
    };
  }
}
