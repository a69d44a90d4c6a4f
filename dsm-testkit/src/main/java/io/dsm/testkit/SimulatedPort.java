// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.spi.membership.MembershipFeed;
import io.dsm.spi.membership.MembershipListener;
import io.dsm.spi.transport.FrameReceiver;
import io.dsm.spi.transport.Transport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attachment of one life of a node to the network. */
final class SimulatedPort implements Transport, MembershipFeed {

  private final Member self;
  private final Machine machine;
  private final SimulatedNetwork network;
  private final Set<Member> everSeen = new HashSet<>();
  private @Nullable MembershipListener listener;
  private @Nullable FrameReceiver receiver;
  private List<Member> seen = List.of();
  private long views;

  SimulatedPort(Member self, Machine machine, SimulatedNetwork network) {
    this.self = self;
    this.machine = machine;
    this.network = network;
  }

  Member self() {
    return self;
  }

  @Override
  public void subscribe(MembershipListener membershipListener) {
    listener = membershipListener;
  }

  @Override
  public void open(FrameReceiver frames) {
    receiver = frames;
    network.attach(this);
  }

  /** The membership service looks who is there. */
  void look(List<Member> visible) {
    MembershipListener told = listener;
    if (told == null || visible.equals(seen)) {
      return;
    }
    boolean merged =
        visible.stream().anyMatch(member -> !seen.contains(member) && everSeen.contains(member));
    seen = visible;
    everSeen.addAll(visible);
    ClusterView view = new ClusterView(++views, visible);
    machine.run(() -> told.viewChanged(view, merged));
  }

  void arrived(Member from, byte[] frame) {
    FrameReceiver open = receiver;
    if (open != null) {
      machine.run(() -> open.frameReceived(from, frame));
    }
  }

  @Override
  public void send(Member target, byte[] frame) {
    network.send(self, target, frame);
  }

  @Override
  public void broadcast(byte[] frame) {
    network.others(self).forEach(member -> network.send(self, member, frame));
  }

  @Override
  public int frameBytesMax() {
    return 64 << 10;
  }

  @Override
  public void close() {
    network.detach(self);
  }
}
