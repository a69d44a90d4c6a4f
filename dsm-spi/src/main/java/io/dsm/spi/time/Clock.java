// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.time;

/** The two clocks of a node. Thread-safe, never block. */
public interface Clock {

  /** Nanoseconds since an arbitrary point; never falls. Not comparable between nodes. */
  long monotonicNanos();

  /** Milliseconds since 1970 as the node believes; may jump. */
  long wallMillis();
}
