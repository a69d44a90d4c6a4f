// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** Clusters of real nodes in one JVM, on virtual time, for tests of applications and of DSM. */
module io.dsm.testkit {
  requires transitive io.dsm.core;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;

  exports io.dsm.testkit;
  exports io.dsm.testkit.junit;

  uses io.dsm.core.consensus.ReplicatedLogProvider;
}
