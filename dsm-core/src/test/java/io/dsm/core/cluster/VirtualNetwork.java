// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.spi.membership.MembershipFeed;
import io.dsm.spi.membership.MembershipListener;
import io.dsm.spi.transport.Connection;
import io.dsm.spi.transport.FrameReceiver;
import io.dsm.spi.transport.Transport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A network in memory that can lose, repeat, delay and reorder frames, and fall into parts. */
public final class VirtualNetwork {

  private final VirtualTime time;
  private final Map<Member, Port> ports = new TreeMap<>();
  private final Map<Member, Integer> groups = new HashMap<>();
  private final Set<Member> silent = new HashSet<>();
  private Faults faults = Faults.NONE;
  private long sent;
  private long sentBytes;

  public VirtualNetwork(VirtualTime time) {
    this.time = time;
  }

  /**
   * What the network does to frames.
   *
   * @param lossPercent chance that a frame vanishes
   * @param duplicatePercent chance that it comes twice
   * @param reorder whether frames may overtake each other
   */
  public record Faults(int lossPercent, int duplicatePercent, boolean reorder) {
    public static final Faults NONE = new Faults(0, 0, false);
  }

  public void faults(Faults now) {
    faults = now;
  }

  /** Nothing from or to a member arrives any more, though everybody still sees it. */
  public void silence(Member member) {
    silent.add(member);
  }

  /** Frames handed to the network so far, one per receiver. */
  public long sent() {
    return sent;
  }

  /** Bytes handed to the network so far, once per receiver. */
  public long sentBytes() {
    return sentBytes;
  }

  public Connection connect(Member self) {
    Port port = new Port(self);
    return new Connection(port, port);
  }

  /** Splits the network: members of different groups do not hear each other. */
  public void partition(List<Set<Member>> parts) {
    for (int i = 0; i < parts.size(); i++) {
      for (Member member : parts.get(i)) {
        groups.put(member, i);
      }
    }
    views(false);
  }

  /** Makes the network whole again. */
  public void heal() {
    groups.clear();
    views(true);
  }

  /** A member is gone without a word. */
  public void crash(Member member) {
    ports.remove(member);
    views(false);
  }

  /** Hands bytes to a member as if a peer had sent them. */
  public void inject(Member sender, Member receiver, byte[] frame) {
    Port port = ports.get(receiver);
    if (port != null && port.receiver != null) {
      port.receiver.frameReceived(sender, frame);
    }
  }

  private boolean connected(Member left, Member right) {
    return ports.containsKey(left)
        && ports.containsKey(right)
        && groups.getOrDefault(left, 0).equals(groups.getOrDefault(right, 0));
  }

  private void views(boolean merged) {
    List.copyOf(ports.values()).forEach(port -> port.view(merged));
  }

  private void deliver(Member sender, Member target, byte[] frame) {
    sent++;
    sentBytes += frame.length;
    if (silent.contains(sender)
        || silent.contains(target)
        || !connected(sender, target)
        || time.random().nextInt(100) < faults.lossPercent()) {
      return;
    }
    int copies = time.random().nextInt(100) < faults.duplicatePercent() ? 2 : 1;
    for (int i = 0; i < copies; i++) {
      long micros = faults.reorder() ? 100 + time.random().nextInt(30_000) : 200;
      time.schedule(
          micros * 1_000,
          () -> {
            if (connected(sender, target)) {
              inject(sender, target, frame.clone());
            }
          });
    }
  }

  private final class Port implements Transport, MembershipFeed {
    private final Member self;
    private @Nullable MembershipListener listener;
    private @Nullable FrameReceiver receiver;
    private Set<Member> seen = new HashSet<>();
    private long views;

    private Port(Member self) {
      this.self = self;
    }

    @Override
    public void subscribe(MembershipListener membershipListener) {
      listener = membershipListener;
    }

    @Override
    public void open(FrameReceiver frames) {
      receiver = frames;
      ports.put(self, this);
      view(false);
      views(false);
    }

    private void view(boolean merged) {
      Set<Member> visible = new HashSet<>();
      ports.keySet().stream().filter(other -> connected(self, other)).forEach(visible::add);
      if (listener != null && !visible.equals(seen)) {
        seen = visible;
        listener.viewChanged(new ClusterView(++views, List.copyOf(visible)), merged);
      }
    }

    @Override
    public void send(Member target, byte[] frame) {
      deliver(self, target, frame);
    }

    @Override
    public void broadcast(byte[] frame) {
      for (Member member : List.copyOf(ports.keySet())) {
        if (!member.equals(self)) {
          deliver(self, member, frame);
        }
      }
    }

    @Override
    public int frameBytesMax() {
      return 64 << 10;
    }

    @Override
    public void close() {
      ports.remove(self);
      views(false);
    }
  }
}
