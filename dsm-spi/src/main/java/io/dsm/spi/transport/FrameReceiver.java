// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.transport;

import io.dsm.cluster.Member;

/** Takes frames from a transport. */
@FunctionalInterface
public interface FrameReceiver {

  /**
   * One frame has come. Called on transport threads, one at a time per sender; returns quickly and
   * never throws.
   *
   * @param frame owned by the receiver from now on
   */
  void frameReceived(Member sender, byte[] frame);
}
