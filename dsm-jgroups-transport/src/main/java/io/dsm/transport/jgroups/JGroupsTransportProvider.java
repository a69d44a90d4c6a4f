// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.DsmException;
import io.dsm.cluster.Membership;
import io.dsm.spi.transport.Connection;
import io.dsm.spi.transport.TransportProvider;
import io.dsm.spi.transport.TransportSettings;

/**
 * Connects nodes by IP multicast, by TCP between listed hosts, by a JGroups stack of the user's
 * own, or by the channel of the server they are deployed to. Stateless and thread-safe; {@link
 * #connect} reads settings and files but opens no socket.
 */
public final class JGroupsTransportProvider implements TransportProvider {

  /** For the service loader. */
  public JGroupsTransportProvider() {}

  @Override
  public boolean supports(Membership membership) {
    return switch (membership) {
      case Membership.Standalone _ -> false;
      case Membership.Multicast _,
          Membership.Unicast _,
          Membership.JGroupsStack _,
          Membership.ServerChannel _ ->
          true;
    };
  }

  /**
   * A connection that is not open yet.
   *
   * @throws DsmException.Rejected if the kind of membership, an address, a port, an extra setting
   *     or the stack file is wrong, naming it
   */
  @Override
  public Connection connect(TransportSettings settings) {
    if (!supports(settings.membership())) {
      throw new DsmException.Rejected(
          "membership "
              + settings.membership()
              + " needs no network; the JGroups transport cannot open it; choose multicast, unicast"
              + " or a JGroups stack, or let the runtime run alone");
    }
    TransportOptions options = TransportOptions.parse(settings.extra());
    ViewFeed views = new ViewFeed();
    ChannelFactory factory = new ChannelFactory(settings, options);
    return new Connection(
        new JGroupsTransport(settings.clusterId(), factory.link(), views, factory.place()), views);
  }
}
