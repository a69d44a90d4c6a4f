// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.spi.transport.FrameReceiver;
import io.dsm.spi.transport.Transport;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a JGroups channel.
 *
 * <p>A broadcast is one message per peer: JGroups keeps multicasts and unicasts of one sender in
 * two separate orders, while the port promises one; over TCP a multicast would be just as many
 * messages.
 *
 * <p>Sending waits at most 50 ms, then the frame is dropped and counted. Frames come in on JGroups
 * threads, in order and one at a time per sender. A frame to oneself is dropped.
 */
final class JGroupsTransport implements Transport {

  /** The largest frame. */
  static final int FRAME_BYTES_MAX = 1 << 20;

  private static final System.Logger LOG = System.getLogger(JGroupsTransport.class.getName());
  private static final long FIRST_VIEW_MILLIS = 10_000;
  private static final long LEAVE_MILLIS = 5_000;

  private enum Phase {
    NEW,
    OPEN,
    CLOSED
  }

  private final String clusterId;
  private final Link link;
  private final ViewFeed views;
  private final String place;
  private final LongAdder dropped = new LongAdder();
  private final Peers peers;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
  private volatile @Nullable Wire wire;
  private volatile @Nullable Address own;

  JGroupsTransport(String clusterId, Link link, ViewFeed views, String place) {
    this.clusterId = clusterId;
    this.link = link;
    this.views = views;
    this.place = place;
    this.peers = new Peers(this::transmit, dropped);
  }

  /**
   * Joins the cluster.
   *
   * @throws DsmException.Fatal if the address cannot be bound or the cluster not joined
   */
  @Override
  public void open(FrameReceiver receiver) {
    if (!phase.compareAndSet(Phase.NEW, Phase.OPEN)) {
      throw new IllegalStateException(
          "transport was opened or closed before; it opens once; make a new connection");
    }
    try {
      JChannel channel = link.channel();
      Wire joining = link.wire(receiver, views, new Wire.Arrivals(peers, dropped));
      wire = joining;
      channel.setReceiver(joining);
      channel.connect(clusterId);
      joining.joined();
      if (!views.awaitFirst(FIRST_VIEW_MILLIS)) {
        throw new IllegalStateException("no view came within " + FIRST_VIEW_MILLIS + " ms");
      }
      peers.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    } catch (DsmException e) {
      phase.set(Phase.CLOSED);
      peers.close();
      throw e;
    } catch (Exception e) {
      throw failed(e);
    }
  }

  @Override
  public void send(Member target, byte[] frame) {
    checkSize(frame);
    if (phase.get() != Phase.OPEN) {
      return;
    }
    PeerLane lane = peers.lane(target);
    if (lane == null) {
      dropped.increment();
    } else {
      offer(lane, frame);
    }
  }

  @Override
  public void broadcast(byte[] frame) {
    checkSize(frame);
    if (phase.get() == Phase.OPEN) {
      for (PeerLane lane : peers.others(address())) {
        offer(lane, frame);
      }
    }
  }

  @Override
  public int frameBytesMax() {
    return FRAME_BYTES_MAX;
  }

  /** While every peer is being sent to already. */
  @Override
  public boolean isBusy() {
    return phase.get() == Phase.OPEN && peers.busy(address());
  }

  @Override
  public boolean mayWait() {
    return phase.get() == Phase.OPEN && peers.crowded(address());
  }

  @Override
  public void whenFree(Runnable told) {
    peers.whenFree(told);
  }

  /** Frames that were not handed to JGroups, or came in but could not be read. */
  long droppedFrames() {
    return dropped.sum();
  }

  /** The channel, for tests that break it. */
  JChannel channel() {
    return link.channel();
  }

  /** Sends what waits, leaves and closes; each step in bounded time, six seconds together. */
  @Override
  public void close() {
    Phase before = phase.getAndSet(Phase.CLOSED);
    if (before == Phase.CLOSED) {
      return;
    }
    peers.close();
    if (before == Phase.NEW && !link.isMade()) {
      return;
    }
    Thread leaving = Thread.ofVirtual().name("dsm-leave").start(this::leave);
    try {
      if (!leaving.join(Duration.ofMillis(LEAVE_MILLIS))) {
        LOG.log(
            System.Logger.Level.WARNING,
            "leaving the cluster took more than {0} ms and goes on in the background; peers notice"
                + " by failure detection at the latest",
            LEAVE_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void leave() {
    try {
      Wire left = wire;
      if (left != null) {
        left.leaving();
      }
      Departure.awaitAcknowledged(link.channel());
      link.close();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "channel did not close in order", e);
    }
  }

  /** Of this node; once it has one it keeps it. */
  private @Nullable Address address() {
    Address known = own;
    if (known == null) {
      known = link.channel().getAddress();
      own = known;
    }
    return known;
  }

  private void transmit(Address target, byte[] frame) throws Exception {
    Wire open = wire;
    if (open != null) {
      link.channel().send(open.message(target, frame));
    }
  }

  private void offer(PeerLane lane, byte[] frame) {
    try {
      lane.offer(frame);
    } catch (RejectedExecutionException _) {
      dropped.increment(); // closing
    }
  }

  private static void checkSize(byte[] frame) {
    if (frame.length > FRAME_BYTES_MAX) {
      throw new IllegalArgumentException(
          "frame of "
              + frame.length
              + " bytes is larger than the "
              + FRAME_BYTES_MAX
              + " allowed; it was not sent; split it");
    }
  }

  private DsmException.Fatal failed(Exception problem) {
    phase.set(Phase.CLOSED);
    peers.close();
    leave();
    return new DsmException.Fatal(
        "cannot join cluster '"
            + clusterId
            + "' at "
            + place
            + " ("
            + StackFile.rootMessage(problem)
            + "); this node has no network and cannot start; check that the address belongs to this"
            + " host and that no other process uses the port",
        problem);
  }
}
