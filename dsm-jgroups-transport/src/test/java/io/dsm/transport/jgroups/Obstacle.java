// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.cluster.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jgroups.Message;
import org.jgroups.protocols.ReliableUnicast;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UnicastHeader;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;
import org.jgroups.util.MessageBatch;

/**
 * Sits right above the sockets of one member and does to the data of one sender what a bad network
 * does at the worst moment: lose each message once, or hold all of them back.
 */
final class Obstacle extends Protocol {

  /** What happens to data. */
  enum Mode {
    LOSE_EACH_ONCE,
    HOLD
  }

  private final short unicast;
  private final Member from;
  private final Mode mode;
  private final Set<Long> lost = new HashSet<>();
  private final List<Message> held = new ArrayList<>();
  private boolean holding = true;

  private Obstacle(short unicast, Member from, Mode mode) {
    this.unicast = unicast;
    this.from = from;
    this.mode = mode;
  }

  static Obstacle between(TestNode from, TestNode to, Mode mode) {
    ProtocolStack stack = to.transport.channel().getProtocolStack();
    Protocol unicast = stack.findProtocol(ReliableUnicast.class);
    Obstacle obstacle = new Obstacle(unicast.getId(), from.self, mode);
    try {
      stack.insertProtocol(obstacle, ProtocolStack.Position.ABOVE, TP.class);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return obstacle;
  }

  /** How many messages were lost or held. */
  synchronized int touched() {
    return lost.size() + held.size();
  }

  /** Lets what was held go on, in its order. */
  void release() {
    List<Message> released;
    synchronized (this) {
      holding = false;
      released = List.copyOf(held);
    }
    released.forEach(up_prot::up);
  }

  @Override
  public Object up(Message message) {
    return stops(message) ? null : up_prot.up(message);
  }

  @Override
  public void up(MessageBatch batch) {
    for (Iterator<Message> it = batch.iterator(); it.hasNext(); ) {
      Message message = it.next();
      if (message != null && stops(message)) {
        it.remove();
      }
    }
    if (!batch.isEmpty()) {
      up_prot.up(batch);
    }
  }

  private synchronized boolean stops(Message message) {
    long number = number(message);
    if (number < 0 || !from.equals(MemberAddress.member(message.getSrc()).orElse(null))) {
      return false;
    }
    return switch (mode) {
      case LOSE_EACH_ONCE -> lost.add(number);
      case HOLD -> holding && held.add(message);
    };
  }

  /** The number of a data message; -1 for everything else. */
  private long number(Message message) {
    return message.getHeader(unicast) instanceof UnicastHeader header
            && header.type() == UnicastHeader.DATA
            && message.getLength() > 0
        ? header.seqno()
        : -1;
  }
}
