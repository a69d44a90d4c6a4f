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
import org.jgroups.View;

/**
 * Takes messages and views from a channel of our own, on threads of JGroups. Its addresses tell who
 * lives there.
 */
final class ChannelReceiver implements Wire {

  private static final System.Logger LOG = System.getLogger(ChannelReceiver.class.getName());

  /** How many strangers are named in the log before the rest is passed over in silence. */
  private static final int STRANGERS_LOGGED = 64;

  private final FrameReceiver receiver;
  private final ViewFeed views;
  private final Peers peers;
  private final LongAdder dropped;
  private final Set<Address> strangers = ConcurrentHashMap.newKeySet();
  private long newest = -1;

  ChannelReceiver(FrameReceiver receiver, ViewFeed views, Arrivals arrivals) {
    this.receiver = receiver;
    this.views = views;
    this.peers = arrivals.peers();
    this.dropped = arrivals.dropped();
  }

  @Override
  public void receive(Message message) {
    Member known = peers.member(message.getSrc());
    Member sender = known != null ? known : MemberAddress.member(message.getSrc()).orElse(null);
    if (sender == null || !(message instanceof BytesMessage)) {
      // Only bytes are ever read: the payload of an object message would be decoded by JGroups.
      dropped.increment();
      return;
    }
    try {
      receiver.frameReceived(sender, bytes(message, 0));
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

  /** The bytes of a message from the one of that number on, owned by the caller. */
  static byte[] bytes(Message message, int skipped) {
    byte[] array = message.getArray();
    if (array == null) {
      return new byte[0];
    }
    int from = message.getOffset() + skipped;
    int end = message.getOffset() + message.getLength();
    return from == 0 && end == array.length ? array : Arrays.copyOfRange(array, from, end);
  }
}
