// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jgroups.JChannel;
import org.jgroups.protocols.ReliableUnicast;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.stack.Protocol;

/**
 * What has to happen before a member leaves. Once peers have a view without it, nothing promises
 * that they still take what is under way from it, so it waits, for a bounded time, until they have
 * acknowledged it. Best effort: an acknowledgement does not show that a frame was delivered.
 */
final class Departure {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private Departure() {}

  static void awaitAcknowledged(JChannel channel) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (channel.isConnected() && unacknowledged(channel) > 0 && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static int unacknowledged(JChannel channel) {
    int messages = 0;
    for (Protocol protocol : channel.getProtocolStack().getProtocols()) {
      if (protocol instanceof ReliableUnicast unicast) {
        messages += unicast.getNumUnackedMessages();
      } else if (protocol instanceof UNICAST3 unicast) {
        messages += unicast.getNumUnackedMessages();
      }
    }
    return messages;
  }
}
