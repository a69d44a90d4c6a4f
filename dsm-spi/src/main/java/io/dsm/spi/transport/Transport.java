// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.transport;

import io.dsm.cluster.Member;

/**
 * Sends frames to members of the cluster. All methods are thread-safe. Sending never throws for a
 * peer that is gone and never waits for it to answer; it may block briefly for flow control, so the
 * runtime calls it from threads of its own, never from the loop that owns state.
 */
public interface Transport extends AutoCloseable {

  /**
   * Joins the network and begins to deliver. Blocks until sending is possible. Called once.
   *
   * @param receiver gets every frame sent to this member, on threads of the transport; frames of
   *     one sender are delivered in the order sent, though some may be missing
   */
  void open(FrameReceiver receiver);

  /** Sends one frame to one member, best effort. The array must not be changed afterwards. */
  void send(Member target, byte[] frame);

  /** Sends one frame to every other member, best effort, as one message where possible. */
  void broadcast(byte[] frame);

  /** Largest frame that may be sent, in bytes; at least 64 KiB. Larger ones are refused. */
  int frameBytesMax();

  /** Leaves the network in bounded time. Idempotent. */
  @Override
  void close();
}
