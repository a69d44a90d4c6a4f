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
import org.jgroups.JChannel;
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
  private final Encounters encounters;
  private final Map<Address, Member> current = new LinkedHashMap<>();
  private long newest = -1;

  /** Takes from a channel that is not connected yet. */
  ChannelReceiver(JChannel channel, FrameReceiver receiver, ViewFeed views, Arrivals arrivals) {
    this.receiver = receiver;
    this.views = views;
    this.peers = arrivals.peers();
    this.dropped = arrivals.dropped();
    this.encounters = Encounters.on(channel, this::publish);
  }

  @Override
  public void receive(Message message) {
    if (encounters.took(message)) {
      return;
    }
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
    encounters.view(Set.copyOf(view.getMembers()));
    current.clear();
    for (Address address : view.getMembersRaw()) {
      MemberAddress.member(address)
          .ifPresentOrElse(member -> current.put(address, member), () -> stranger(address));
    }
    publish(view instanceof MergeView);
  }

  /** The members of the view, and those who are heard again before JGroups has merged its views. */
  private synchronized void publish(boolean merged) {
    if (current.isEmpty()) {
      return;
    }
    Map<Address, Member> seen = new LinkedHashMap<>(current);
    for (Address address : encounters.visible()) {
      MemberAddress.member(address).ifPresent(member -> seen.put(address, member));
    }
    peers.replace(seen);
    views.publish(Set.copyOf(seen.values()), merged);
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
