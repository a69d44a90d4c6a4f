// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;
import org.jgroups.util.TimeScheduler;

/**
 * Lets {@link Strangers} hear and knock on a channel. A knock is one byte, out of order and
 * unreliable, which no frame is. Whatever changes is told on a timer thread of JGroups, a little
 * later, so that many who come back together are one change.
 */
final class Encounters {

  /** Hears that others are visible than before. */
  @FunctionalInterface
  interface Listener {
    /** Called on threads of JGroups. */
    void strangersChanged(boolean more);
  }

  private static final byte KNOCK = 1;
  private static final byte ANSWER = 2;
  private static final long TOGETHER_MILLIS = 15;
  private static final long LOOK_MILLIS = 500;

  private final JChannel channel;
  private final Listener listener;
  private final Strangers strangers = new Strangers();
  private final AtomicBoolean announcing = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();

  private Encounters(JChannel channel, Listener listener) {
    this.channel = channel;
    this.listener = listener;
  }

  /** Listens on a channel that is not connected yet. */
  static Encounters on(JChannel channel, Listener listener) {
    Encounters encounters = new Encounters(channel, listener);
    try {
      channel
          .getProtocolStack()
          .insertProtocol(new Sightings(encounters::heard), ProtocolStack.Position.ABOVE, TP.class);
    } catch (Exception e) {
      throw new IllegalStateException("the stack takes no protocol above its sockets", e);
    }
    return encounters;
  }

  /** JGroups has another view. */
  void view(Set<Address> members) {
    strangers.view(members);
  }

  /** Those who are visible beside the members of the view. */
  Set<Address> visible() {
    return strangers.visible();
  }

  /** Whether that was a knock, and no frame. */
  boolean took(Message message) {
    if (!message.isFlagSet(Message.Flag.OOB)) {
      return false;
    }
    Address from = message.getSrc();
    if (message instanceof BytesMessage && message.getLength() == 1 && strangers.knows(from)) {
      if (message.getArray()[message.getOffset()] == KNOCK) {
        send(from, ANSWER);
      }
      if (strangers.met(from, System.nanoTime())) {
        later(announcing, this::announce, TOGETHER_MILLIS);
      }
    }
    return true;
  }

  private void heard(Address from) {
    if (strangers.heard(from, System.nanoTime())) {
      send(from, KNOCK);
    }
  }

  private void send(Address to, byte what) {
    try {
      channel.send(
          new BytesMessage(to, new byte[] {what})
              .setFlag(Message.Flag.OOB, Message.Flag.NO_RELIABILITY, Message.Flag.NO_FC)
              .setFlag(Message.TransientFlag.DONT_BLOCK));
    } catch (Exception _) {
      // The channel is closing, or the other one has gone again: it will be heard again.
    }
  }

  private void later(AtomicBoolean pending, Runnable task, long millis) {
    if (pending.compareAndSet(false, true)) {
      Runnable once =
          () -> {
            pending.set(false);
            task.run();
          };
      try {
        TimeScheduler timer = channel.getProtocolStack().getTransport().getTimer();
        timer.schedule(once, millis, TimeUnit.MILLISECONDS, true);
      } catch (RejectedExecutionException _) {
        // The channel is closed.
      }
    }
  }

  private void announce() {
    listener.strangersChanged(true);
    later(looking, this::look, LOOK_MILLIS);
  }

  private void look() {
    if (strangers.expire(System.nanoTime())) {
      listener.strangersChanged(false);
    }
    if (!strangers.visible().isEmpty()) {
      later(looking, this::look, LOOK_MILLIS);
    }
  }
}
