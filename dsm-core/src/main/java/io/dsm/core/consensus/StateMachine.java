// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import java.util.List;

/**
 * What the replicated log drives: deterministic, no clock, no randomness. All methods are called by
 * one thread at a time, the log's.
 */
public interface StateMachine {

  /**
   * Applies one committed command; equal on all voters. Indexes rise but may have holes; commands
   * that came together have the same.
   */
  byte[] apply(long index, byte[] command);

  /** Answers a query without changing anything. */
  byte[] query(byte[] query);

  /** The whole state as chunks of at most about 256 KiB; equal state gives equal chunks. */
  List<byte[]> snapshot();

  /** Replaces the whole state. */
  void install(long index, List<byte[]> chunks);

  /**
   * This voter has begun or ceased to lead. On the beginning of leadership everything committed by
   * earlier leaders has been or will be applied before any later command; measured waits start
   * anew.
   */
  void leadershipChanged(boolean leading);
}
