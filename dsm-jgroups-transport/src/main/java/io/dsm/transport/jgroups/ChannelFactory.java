// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import io.dsm.DsmException;
import io.dsm.cluster.Membership;
import io.dsm.spi.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jgroups.JChannel;
import org.jgroups.stack.Protocol;

/** Makes the channel that the settings ask for, not connected yet, and checks the settings. */
final class ChannelFactory {

  private static final String LOOPBACK = "127.0.0.1";

  private final TransportSettings settings;
  private final TransportOptions options;

  ChannelFactory(TransportSettings settings, TransportOptions options) {
    this.settings = settings;
    this.options = options;
  }

  /**
   * A channel whose address carries this member, or a fork of the server's.
   *
   * @throws DsmException.Rejected naming the setting that is wrong
   */
  Link link() {
    return switch (settings.membership()) {
      case Membership.Standalone standalone ->
          throw new IllegalArgumentException("no channel for " + standalone);
      case Membership.Multicast multicast -> own(channel(multicast(multicast)));
      case Membership.Unicast unicast -> own(channel(unicast(unicast)));
      case Membership.JGroupsStack stack -> own(StackFile.channel(stack.stackFile()));
      case Membership.ServerChannel _ -> fork();
    };
  }

  private Link own(JChannel channel) {
    return Link.own(
        channel
            .setName(settings.self().toString())
            .setDiscardOwnMessages(true)
            .addAddressGenerator(new MemberAddressGenerator(settings.self())));
  }

  /** The server binds its factory while it deploys; so it is looked up when the node starts. */
  private Link fork() {
    if (!settings.extra().isEmpty()) {
      throw new DsmException.Rejected(
          "settings below dsm.transport. mean nothing on the server's channel ("
              + new TreeSet<>(settings.extra().keySet())
              + "); this node does not start; remove them, and configure the stack in the server");
    }
    return Link.fork(() -> ServerChannel.fork("dsm." + settings.clusterId()), settings.self());
  }

  /** Where the channel will attach, for messages to people. */
  String place() {
    return switch (settings.membership()) {
      case Membership.Standalone _ -> "nowhere";
      case Membership.Multicast multicast ->
          multicast.bindAddress().orElse(LOOPBACK)
              + ", multicast group "
              + multicast.group().getHostString()
              + " port "
              + multicast.group().getPort();
      case Membership.Unicast unicast ->
          unicast.bindAddress().orElse(LOOPBACK) + " port " + unicast.bindPort();
      case Membership.JGroupsStack stack -> "the address in " + stack.stackFile();
      case Membership.ServerChannel _ -> "the channel of the server";
    };
  }

  private List<Protocol> unicast(Membership.Unicast unicast) {
    checkPort(unicast.bindPort(), 0, "bind port");
    unicast.seeds().forEach(seed -> checkPort(seed.getPort(), 1, "port of seed " + seed));
    if (unicast.bindPort() == 0 && unicast.seeds().isEmpty()) {
      throw new DsmException.Rejected(
          "bind port 0 without seeds: this node could neither find others nor be found; it does not"
              + " start; name a port, or list the address of another node");
    }
    return Stacks.tcp(
        bindAddress(unicast.bindAddress()),
        unicast.bindPort(),
        unicast.seeds(),
        settings.failureTimeout(),
        options);
  }

  private List<Protocol> multicast(Membership.Multicast multicast) {
    InetSocketAddress group = multicast.group();
    checkPort(group.getPort(), 1, "multicast port");
    if (group.isUnresolved() || !group.getAddress().isMulticastAddress()) {
      throw new DsmException.Rejected(
          "multicast group '"
              + group.getHostString()
              + "' is not a multicast address; this node does not start; use one such as"
              + " 239.1.2.3");
    }
    return Stacks.udp(
        bindAddress(multicast.bindAddress()), group, settings.failureTimeout(), options);
  }

  private static JChannel channel(List<Protocol> stack) {
    try {
      JChannel channel = new JChannel(stack);
      // The diagnostics port answers anybody, and is open unless told otherwise.
      channel.getProtocolStack().getTransport().getDiagnosticsHandler().setEnabled(false);
      return channel;
    } catch (Exception e) {
      throw new DsmException.Rejected(
          "the network settings do not make a JGroups stack ("
              + StackFile.rootMessage(e)
              + "); this node does not start; correct the settings below dsm.transport.",
          e);
    }
  }

  private static InetAddress bindAddress(Optional<String> configured) {
    String name = configured.orElse(LOOPBACK);
    try {
      return InetAddress.getByName(name);
    } catch (UnknownHostException e) {
      throw new DsmException.Rejected(
          "bind address '"
              + name
              + "' is no address or host name known here; this node does not start; use an address"
              + " of one of its interfaces",
          e);
    }
  }

  private static void checkPort(int port, int least, String what) {
    if (port < least || port > 65_535) {
      throw new DsmException.Rejected(
          what
              + " is "
              + port
              + "; this node does not start; use a port from "
              + least
              + " to 65535");
    }
  }
}
