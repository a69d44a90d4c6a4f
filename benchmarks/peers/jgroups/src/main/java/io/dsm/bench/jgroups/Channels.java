// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.jgroups;

import io.dsm.bench.system.BenchSystem.Place;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jgroups.JChannel;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.stack.ProtocolStack;

/** Channels of the shipped TCP stack on the loopback address. */
final class Channels {

  /** The bundler; {@code no-bundler} has the least latency, as measured. */
  private static final String BUNDLER = System.getProperty("dsm.bench.bundler", "no-bundler");

  private Channels() {}

  static String settings() {
    return "JGroups "
        + org.jgroups.Version.description
        + ", tcp.xml, tcp_nodelay=true, bundler "
        + BUNDLER;
  }

  static JChannel open(Place place, String purpose) throws Exception {
    JChannel channel = new JChannel("tcp.xml");
    ProtocolStack stack = channel.getProtocolStack();
    TCP tcp = (TCP) stack.getTransport();
    tcp.setBindAddress(InetAddress.getByName("127.0.0.1"));
    tcp.setBindPort(place.port());
    tcp.tcpNodelay(true);
    tcp.setBundlerType(BUNDLER);
    tcp.getDiagnosticsHandler().setEnabled(false);
    List<InetSocketAddress> hosts =
        place.ports().stream().map(port -> new InetSocketAddress("127.0.0.1", port)).toList();
    ((TCPPING) stack.findProtocol(TCPPING.class)).setInitialHosts(hosts).setPortRange(0);
    ((FD_SOCK2) stack.findProtocol(FD_SOCK2.class)).setOffset(3);
    channel.setName(purpose + place.index());
    return channel;
  }
}
