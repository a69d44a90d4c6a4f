// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How the nodes of a cluster find and reach each other. */
public sealed interface Membership {

  /** No network: this node is its whole cluster. */
  record Standalone() implements Membership {}

  /**
   * Discovery and messages by IP multicast on one network.
   *
   * @param group multicast group and port
   * @param bindAddress interface to use; empty for the loopback interface
   */
  record Multicast(InetSocketAddress group, Optional<String> bindAddress) implements Membership {}

  /**
   * TCP between listed hosts. Nodes not in the list may join if they can reach one that is.
   *
   * @param seeds addresses to look for members at, this node's own included or not
   * @param bindAddress local address to listen on; empty for the loopback interface
   * @param bindPort local port to listen on; 0 for any free port (only with other nodes listed)
   */
  record Unicast(List<InetSocketAddress> seeds, Optional<String> bindAddress, int bindPort)
      implements Membership {
    public Unicast {
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * A JGroups stack of the user's own.
   *
   * @param stackFile JGroups XML configuration
   */
  record JGroupsStack(Path stackFile) implements Membership {}

  /**
   * The JGroups channel that the server runs for itself, through a fork: members are found, watched
   * and reached by the server's own stack. Only in a deployment in a server that offers one.
   */
  record ServerChannel() implements Membership {}

  static Membership standalone() {
    return new Standalone();
  }

  static Membership multicast(String group, int port) {
    return new Multicast(new InetSocketAddress(group, port), Optional.empty());
  }

  static Membership unicast(String bindAddress, int bindPort, List<InetSocketAddress> seeds) {
    return new Unicast(seeds, Optional.of(bindAddress), bindPort);
  }
}
