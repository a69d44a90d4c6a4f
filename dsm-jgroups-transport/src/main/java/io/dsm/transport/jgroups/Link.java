// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.Member;
import io.dsm.spi.transport.FrameReceiver;
import java.util.function.Supplier;
import org.jgroups.ChannelListener;
import org.jgroups.JChannel;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;
import org.jspecify.annotations.Nullable;

/** A channel and how members know each other on it. */
final class Link {

  /** Makes what a channel talks to. */
  @FunctionalInterface
  private interface WireMaker {
    Wire make(JChannel channel, FrameReceiver receiver, ViewFeed views, Wire.Arrivals arrivals);
  }

  private final Supplier<JChannel> maker;
  private final WireMaker wires;
  private @Nullable JChannel channel;

  private Link(Supplier<JChannel> maker, WireMaker wires) {
    this.maker = maker;
    this.wires = wires;
  }

  /** A channel of our own, whose addresses carry members. */
  static Link own(JChannel channel) {
    Link link = new Link(() -> channel, ChannelReceiver::new);
    link.channel = channel;
    return link;
  }

  /** A fork of somebody else's channel, made when it is first asked for. */
  static Link fork(Supplier<JChannel> fork, Member self) {
    return new Link(
        fork,
        (channel, receiver, views, in) -> new ForkReceiver(channel, self, receiver, views, in));
  }

  /** The channel, not connected at first. Makes it if need be, which may block. */
  synchronized JChannel channel() {
    JChannel made = channel;
    if (made == null) {
      made = maker.get();
      channel = made;
    }
    return made;
  }

  /** Whether there is a channel that must be closed. */
  synchronized boolean isMade() {
    return channel != null;
  }

  /**
   * Closes the channel. A fork listens to the channel below for ever, and holds its receiver; a
   * server lives longer than a deployment, so both are undone.
   */
  void close() {
    JChannel closing = channel();
    JChannel below = below(closing);
    closing.close();
    closing.setReceiver(null);
    if (below != null && closing instanceof ChannelListener listener) {
      below.removeChannelListener(listener);
    }
  }

  /** The channel that a fork is on; null for a channel that is no fork. */
  private static @Nullable JChannel below(JChannel fork) {
    for (Protocol each = fork.getProtocolStack().getTopProtocol();
        each != null;
        each = each.getDownProtocol()) {
      ProtocolStack stack = each.getProtocolStack();
      JChannel owner = stack == null ? null : stack.getChannel();
      if (owner != null && owner != fork) {
        return owner;
      }
    }
    return null;
  }

  Wire wire(FrameReceiver receiver, ViewFeed views, Wire.Arrivals arrivals) {
    return wires.make(channel(), receiver, views, arrivals);
  }
}
