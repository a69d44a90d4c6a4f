// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.protocols.ReliableUnicast;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.stack.Protocol;

/**
 * What has to happen before a member leaves. A message that is lost below JGroups, for instance
 * with one of two sockets that two members opened to each other at the same moment, is sent again
 * by its sender; who has left sends nothing again. So it waits, for a bounded time, until everybody
 * in its view has acknowledged everything.
 *
 * <p>The time covers one loss of everything: JGroups looks every half second at most, its sender
 * repeats only what was unacknowledged at two looks in a row, and its receiver then asks for the
 * rest after two looks of its own. A frozen peer costs all of it. What comes after the view without
 * its sender is delivered all the same, so nothing has to be waited for there.
 */
final class Departure {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private Departure() {}

  static void awaitAcknowledged(JChannel channel) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (channel.isConnected() && isUnacknowledged(channel) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static boolean isUnacknowledged(JChannel channel) {
    View view = channel.getView();
    if (view == null) {
      return false;
    }
    for (Protocol protocol : channel.getProtocolStack().getProtocols()) {
      for (Address member : view.getMembersRaw()) {
        if (unacknowledged(protocol, member) > 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static int unacknowledged(Protocol protocol, Address member) {
    if (protocol instanceof ReliableUnicast unicast) {
      return unicast.getNumUnackedMessages(member);
    }
    return protocol instanceof UNICAST3 unicast ? unicast.getNumUnackedMessages(member) : 0;
  }
}
