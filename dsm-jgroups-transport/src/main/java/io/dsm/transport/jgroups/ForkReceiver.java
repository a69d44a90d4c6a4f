// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.Member;
import io.dsm.spi.transport.FrameReceiver;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.View;

/**
 * Takes messages and views from a fork, on threads of JGroups. Its addresses and views are those of
 * the channel below: of all servers, whether this product is deployed there or not. So members
 * greet each other; the view handed on is of those who did.
 *
 * <p>A greeting that is sent before its target has deployed goes nowhere, but then the target
 * greets everybody when it comes. One who undeploys says so, because its server stays in the view.
 */
final class ForkReceiver implements Wire {

  private static final System.Logger LOG = System.getLogger(ForkReceiver.class.getName());

  /** How long the first view waits for answers of those who were there before. */
  private static final long FIRST_ANSWERS_MILLIS = 1_000;

  private final JChannel channel;
  private final Member self;
  private final FrameReceiver receiver;
  private final ViewFeed views;
  private final Peers peers;
  private final LongAdder dropped;

  private final Map<Address, Member> present = new LinkedHashMap<>();
  private Set<Address> servers = Set.of();
  private long newest = -1;
  private boolean joined;

  ForkReceiver(
      JChannel channel, Member self, FrameReceiver receiver, ViewFeed views, Arrivals arrivals) {
    this.channel = channel;
    this.self = self;
    this.receiver = receiver;
    this.views = views;
    this.peers = arrivals.peers();
    this.dropped = arrivals.dropped();
  }

  @Override
  public Message message(Address target, byte[] frame) {
    return new BytesMessage(target, Greeting.FRAME.with(frame))
        .setFlag(Message.TransientFlag.DONT_LOOPBACK);
  }

  @Override
  public void receive(Message message) {
    Address source = message.getSrc();
    byte[] bytes = message instanceof BytesMessage ? message.getArray() : null;
    Optional<Greeting> sort =
        bytes == null
            ? Optional.empty()
            : Greeting.of(bytes, message.getOffset(), message.getLength());
    if (bytes == null || sort.isEmpty()) {
      dropped.increment(); // for instance a server's answer that it knows no such fork
    } else if (sort.get() == Greeting.FRAME) {
      frame(source, message);
    } else {
      Greeting.member(bytes, message.getOffset(), message.getLength())
          .ifPresentOrElse(
              member -> greeted(sort.get(), source, member), () -> dropped.increment());
    }
  }

  private void frame(Address source, Message message) {
    Member sender = peers.member(source);
    if (sender == null) {
      dropped.increment();
      greet(Greeting.HELLO, source);
      return;
    }
    try {
      receiver.frameReceived(sender, ChannelReceiver.bytes(message, 1));
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR, "frame from " + sender + " was refused by its receiver", e);
    }
  }

  private void greeted(Greeting greeting, Address source, Member member) {
    synchronized (this) {
      boolean changed =
          greeting == Greeting.BYE
              ? present.remove(source, member)
              : servers.contains(source) && !member.equals(present.put(source, member));
      if (changed) {
        publish(false);
      }
      notifyAll();
    }
    if (greeting == Greeting.HELLO) {
      greet(Greeting.ANSWER, source);
    }
  }

  @Override
  public void viewAccepted(View view) {
    List<Address> arrived;
    synchronized (this) {
      if (view.getViewId().getId() < newest) {
        return; // overtaken by a newer one on its way up
      }
      newest = view.getViewId().getId();
      Set<Address> now = Set.of(view.getMembersRaw());
      arrived = now.stream().filter(address -> !servers.contains(address)).toList();
      servers = now;
      boolean changed = present.keySet().retainAll(now);
      if (changed || view instanceof MergeView) {
        publish(view instanceof MergeView);
      }
      notifyAll();
    }
    arrived.forEach(address -> greet(Greeting.HELLO, address));
  }

  /** Hands on who is there once the others had a moment to answer. */
  @Override
  public void joined() throws InterruptedException {
    View view = channel.getView();
    if (view != null) {
      viewAccepted(view);
    }
    // Views that came while the channel was connecting could not be answered.
    servers().forEach(address -> greet(Greeting.HELLO, address));
    synchronized (this) {
      present.put(channel.getAddress(), self);
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FIRST_ANSWERS_MILLIS);
      long left = FIRST_ANSWERS_MILLIS;
      while (left > 0 && !present.keySet().containsAll(servers)) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
      joined = true;
      publish(false);
    }
  }

  private synchronized Set<Address> servers() {
    return servers;
  }

  @Override
  public void leaving() {
    List<Address> others;
    synchronized (this) {
      others = List.copyOf(present.keySet());
      joined = false;
    }
    others.forEach(address -> greet(Greeting.BYE, address));
  }

  private void publish(boolean merged) {
    peers.replace(new HashMap<>(present));
    if (joined) {
      views.publish(Set.copyOf(present.values()), merged);
    }
  }

  private void greet(Greeting greeting, Address target) {
    if (target.equals(channel.getAddress()) || !channel.isConnected()) {
      return;
    }
    try {
      channel.send(
          new BytesMessage(target, greeting.from(self))
              .setFlag(Message.TransientFlag.DONT_LOOPBACK));
    } catch (Exception e) {
      // The channel is closing or the peer is gone; who comes back is greeted again.
      LOG.log(System.Logger.Level.DEBUG, "greeting to " + target + " was not sent", e);
    }
  }
}
