// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.system;

/** One counter of the cluster. */
public interface SharedCounter {

  /** Adds one. */
  void increment() throws Exception;

  /** What this node knows, without asking others if the system can do so. */
  long value() throws Exception;
}
