// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.Member;
import io.dsm.spi.transport.FrameReceiver;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;

/** Takes messages and views from the channel, on threads of JGroups. */
final class ChannelReceiver implements Receiver {

  private static final System.Logger LOG = System.getLogger(ChannelReceiver.class.getName());

  /** How many strangers are named in the log before the rest is passed over in silence. */
  private static final int STRANGERS_LOGGED = 64;

  private final FrameReceiver receiver;
  private final ViewFeed views;
  private final Peers peers;
  private final LongAdder dropped;
  private final Set<Address> strangers = ConcurrentHashMap.newKeySet();
  private long newest = -1;

  ChannelReceiver(FrameReceiver receiver, ViewFeed views, Peers peers, LongAdder dropped) {
    this.receiver = receiver;
    this.views = views;
    this.peers = peers;
    this.dropped = dropped;
  }

  @Override
  public void receive(Message message) {
    Member sender = peers.member(message.getSrc());
    if (sender == null || !(message instanceof BytesMessage)) {
      // Only bytes are ever read: the payload of an object message would be decoded by JGroups.
      dropped.increment();
      return;
    }
    try {
      receiver.frameReceived(sender, bytes(message));
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR, "frame from " + sender + " was refused by its receiver", e);
    }
  }

  @Override
  public synchronized void viewAccepted(View view) {
    long id = view.getViewId().getId();
    if (id < newest) {
      return; // overtaken by a newer one on its way up
    }
    newest = id;
    Map<Address, Member> seen = new LinkedHashMap<>();
    for (Address address : view.getMembersRaw()) {
      MemberAddress.member(address)
          .ifPresentOrElse(member -> seen.put(address, member), () -> stranger(address));
    }
    peers.replace(seen);
    views.publish(Set.copyOf(seen.values()), view instanceof MergeView);
  }

  private void stranger(Address address) {
    if (strangers.size() < STRANGERS_LOGGED && strangers.add(address)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} joined the JGroups cluster but is no node of this product; it is ignored; give it"
              + " another cluster name",
          address);
    }
  }

  private static byte[] bytes(Message message) {
    byte[] array = message.getArray();
    if (array == null) {
      return new byte[0];
    }
    int from = message.getOffset();
    return from == 0 && message.getLength() == array.length
        ? array
        : Arrays.copyOfRange(array, from, from + message.getLength());
  }
}
