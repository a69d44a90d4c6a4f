// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.concurrent.atomic.LongAdder;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.Receiver;

/** How members know each other on a channel, and what a frame looks like there. */
interface Wire extends Receiver {

  /** Where senders are found and what could not be read is counted. */
  record Arrivals(Peers peers, LongAdder dropped) {}

  /** The message that carries a frame. */
  default Message message(Address target, byte[] frame) {
    return new BytesMessage(target, frame).setFlag(Message.TransientFlag.DONT_LOOPBACK);
  }

  /** The channel is connected; called once, before the first view must have been handed on. */
  default void joined() throws InterruptedException {}

  /** The channel is about to be closed. Never throws. */
  default void leaving() {}
}
