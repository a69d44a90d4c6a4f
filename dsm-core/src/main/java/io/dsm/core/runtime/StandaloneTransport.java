// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.spi.membership.MembershipFeed;
import io.dsm.spi.membership.MembershipListener;
import io.dsm.spi.transport.Connection;
import io.dsm.spi.transport.FrameReceiver;
import io.dsm.spi.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** No network: a node that is its whole cluster. */
final class StandaloneTransport implements Transport, MembershipFeed {

  private static final int FRAME_BYTES = 1 << 20;

  private final Member self;
  private @Nullable MembershipListener listener;

  private StandaloneTransport(Member self) {
    this.self = self;
  }

  static Connection connection(Member self) {
    StandaloneTransport transport = new StandaloneTransport(self);
    return new Connection(transport, transport);
  }

  @Override
  public void subscribe(MembershipListener membershipListener) {
    listener = membershipListener;
  }

  @Override
  public void open(FrameReceiver receiver) {
    if (listener != null) {
      listener.viewChanged(new ClusterView(1, List.of(self)), false);
    }
  }

  @Override
  public void send(Member target, byte[] frame) {}

  @Override
  public void broadcast(byte[] frame) {}

  @Override
  public int frameBytesMax() {
    return FRAME_BYTES;
  }

  @Override
  public void close() {}
}
