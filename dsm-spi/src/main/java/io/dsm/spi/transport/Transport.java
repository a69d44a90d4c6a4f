// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.transport;

import io.dsm.cluster.Member;

/**
 * Sends frames to members of the cluster. All methods are thread-safe. Sending never throws for a
 * peer that is gone and never waits for XX
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

  /**
   * Whether a small frame would only wait behind others now, so that it is better to fill it. A
   * transport that says so tells when that is over.
   */
  default boolean isBusy() {
    return false;
  }

  /** Whether sending might block now, as when a peer takes frames more slowly than they come. */
  default boolean mayWait() {
    return false;
  }

  /**
   * Says who else is told when this transport is not busy any more; on a thread of the transport,
   * as often as it likes. Called before {@link #open}.
   */
  default void whenFree(Runnable told) {}

  /** Leaves the network in bounded time. Idempotent. */
  @Override
  void close();
}
