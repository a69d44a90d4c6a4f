// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.diagnostics;

/**
 * A snapshot of what waits inside a node, and of what was turned away because too much waited.
 *
 * @param pendingWrites writes whose callers wait for acknowledgements or for the disk
 * @param refusedWrites writes refused with {@code DsmException.Overloaded}; nothing of them
 *     happened
 * @param inbound frames that wait to be applied, and frames dropped, which repair brings again
 * @param outbound bytes of the eventual tier that wait to be sent, and messages dropped, which
 *     repair makes up for
 * @param consensusOutbound the same of the consensus tier, which sends again what was dropped
 */
public record QueueDiagnostics(
    int pendingWrites, long refusedWrites, Queue inbound, Queue outbound, Queue consensusOutbound) {

  /**
   * One queue.
   *
   * @param waiting how much waits now, about
   * @param dropped how often something was dropped since the start because the queue was full
   */
  public record Queue(long waiting, long dropped) {
    public static final Queue EMPTY = new Queue(0, 0);
  }

  /** Of a node in which nothing waits. */
  public static final QueueDiagnostics EMPTY =
      new QueueDiagnostics(0, 0, Queue.EMPTY, Queue.EMPTY, Queue.EMPTY);
}
