// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.NAKACK4;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UDP;
import org.jgroups.protocols.UNICAST4;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.stack.Protocol;

/**
 * The stacks of this product, from the socket up. A crash is noticed by a closed socket in about a
 * second, silence after the failure timeout (never less than half a second); groups that meet again
 * merge in a few seconds.
 *
 * <p>Only unicasts carry frames, so UNICAST4 bounds what is under way to each peer on its own.
 * NAKACK4 carries views alone.
 */
final class Stacks {

  /**
   * How long a coordinator may take to let a node in, and how often it is asked. A node that gives
   * up is alone in its own view and a member in that of the coordinator, which takes long to heal.
   */
  private static final long JOIN_MILLIS = 1_000;

  private static final int JOIN_ATTEMPTS = 9;
  private static final long LOSS_LOOK_MILLIS = 100;
  private static final int FRAGMENT_BYTES = 60_000;
  private static final int SOCKET_MESSAGE_BYTES_MAX = 1 << 20;

  /** Linux gives less unless told otherwise; JGroups then says so in the log. */
  private static final int UDP_BUFFER_BYTES = 1 << 20;

  /** Messages under way to one peer: at most 15 MB of fragments, 2 MB of usual frames. */
  private static final int WINDOW_MESSAGES = 256;

  private Stacks() {}

  /** TCP between listed hosts. */
  static List<Protocol> tcp(
      InetAddress bindAddress,
      int bindPort,
      List<InetSocketAddress> seeds,
      Duration failureTimeout,
      TransportOptions options) {
    TCP tcp = new TCP();
    tcp.tcpNodelay(true);
    tcp.logDetails(false); // a peer that closes its socket is no news
    tcp.setMaxLength(SOCKET_MESSAGE_BYTES_MAX);
    tcp.setSockConnTimeout(500);
    tcp.setBindPort(bindPort);
    return stack(common(tcp, bindAddress, options), new SeedPing(seeds), failureTimeout, options);
  }

  /** IP multicast for discovery, failure detection and views. */
  static List<Protocol> udp(
      InetAddress bindAddress,
      InetSocketAddress group,
      Duration failureTimeout,
      TransportOptions options) {
    UDP udp = new UDP();
    udp.setMulticastAddress(group.getAddress());
    udp.setMulticastPort(group.getPort());
    udp.setMcastSendBufSize(UDP_BUFFER_BYTES).setMcastRecvBufSize(UDP_BUFFER_BYTES);
    udp.setUcastSendBufSize(UDP_BUFFER_BYTES).setUcastRecvBufSize(UDP_BUFFER_BYTES);
    udp.setIpTTL(options.multicastHops());
    return stack(common(udp, bindAddress, options), new GroupPing(), failureTimeout, options);
  }

  private static TP common(TP transport, InetAddress bindAddress, TransportOptions options) {
    transport.setBindAddress(bindAddress);
    transport.setPortRange(0); // a taken port is an error, not a reason to listen elsewhere
    transport.useVirtualThreads(options.virtualThreads());
    transport.setBundlerType(options.bundler());
    transport.setLogDiscardMessages(false);
    return transport;
  }

  private static List<Protocol> stack(
      TP transport, Protocol discovery, Duration failureTimeout, TransportOptions options) {
    List<Protocol> stack = new ArrayList<>();
    stack.add(transport);
    stack.add(discovery);
    // Parts that can hear each other again find out within half a second.
    stack.add(new MERGE3().setMinInterval(150).setMaxInterval(300));
    stack.add(
        new FD_SOCK2()
            .setBindAddress(transport.getBindAddr()) // otherwise it listens on every interface
            .setOffset(options.failurePortOffset())
            .setPortRange(TransportOptions.FAILURE_PORT_RANGE));
    // Silence, the wait for the next look and the last question together make the timeout.
    long timeout = Math.max(500, failureTimeout.toMillis());
    stack.add(new FD_ALL3().setTimeout(timeout * 7 / 10).setInterval(timeout / 5));
    stack.add(new VERIFY_SUSPECT2().setTimeout(Math.min(500, timeout / 10)));
    stack.add(new NAKACK4().capacity(1_024));
    stack.add(unicasts());
    stack.add(membership());
    stack.add(new FRAG4().setFragSize(FRAGMENT_BYTES));
    return stack;
  }

  /** What was lost in a partition is asked for after two looks, and all else waits behind it. */
  private static Protocol unicasts() {
    return new UNICAST4().capacity(WINDOW_MESSAGES).setXmitInterval(LOSS_LOOK_MILLIS);
  }

  private static GMS membership() {
    return new GMS()
        .printLocalAddress(false)
        .setJoinTimeout(JOIN_MILLIS)
        .setMaxJoinAttempts(JOIN_ATTEMPTS)
        .setLeaveTimeout(1_000)
        .setViewAckCollectionTimeout(1_000)
        .setMergeTimeout(2_000);
  }
}
