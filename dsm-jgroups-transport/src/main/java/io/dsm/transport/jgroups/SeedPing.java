// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.PhysicalAddress;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCPPING;
import org.jgroups.stack.IpAddress;
import org.jgroups.util.Responses;

/**
 * TCPPING that looks host names up again at every discovery. The plain one looks once, and so never
 * finds a host that had no address yet, or has got another, as happens with containers.
 *
 * <p>A node that starts asks all seeds at once, so that a dead one holds up no other, and asks
 * twice within {@link FirstAnswers#MILLIS}, so that one that starts at the same moment is found.
 */
final class SeedPing extends TCPPING {

  private static final System.Logger LOG = System.getLogger(SeedPing.class.getName());

  private final List<InetSocketAddress> seeds;
  private boolean initialised;

  SeedPing(List<InetSocketAddress> seeds) {
    this.seeds = List.copyOf(seeds);
    this.id = ClassConfigurator.getProtocolId(TCPPING.class);
    this.initial_hosts_set_programmatically = true;
    this.port_range = 0;
    this.return_entire_cache = true;
    this.send_cache_on_join = true;
    this.async_discovery_use_separate_thread_per_request = true;
    this.num_discovery_runs = 2;
  }

  @Override
  public void init() throws Exception {
    super.init();
    initialised = true;
  }

  /**
   * True until initialised, so that TCP accepts a bind port of 0: such a node is found by the
   * requests it sends itself. False afterwards, so that addresses of members that nobody lists are
   * passed on.
   */
  @Override
  public boolean isDynamic() {
    return !initialised;
  }

  @Override
  public Responses findMembers(
      List<Address> members, boolean initialDiscovery, boolean async, long timeout) {
    return FirstAnswers.bounded(
        super.findMembers(members, initialDiscovery, async, FirstAnswers.MILLIS),
        initialDiscovery,
        timer);
  }

  @Override
  public void findMembers(List<Address> members, boolean initialDiscovery, Responses responses) {
    initial_hosts = resolved();
    super.findMembers(members, initialDiscovery, responses);
  }

  private List<PhysicalAddress> resolved() {
    List<PhysicalAddress> found = new ArrayList<>(seeds.size());
    for (InetSocketAddress seed : seeds) {
      try {
        for (InetAddress address : InetAddress.getAllByName(seed.getHostString())) {
          found.add(new IpAddress(address, seed.getPort()));
        }
      } catch (UnknownHostException _) {
        LOG.log(System.Logger.Level.DEBUG, "seed {0} has no address now, asked again later", seed);
      }
    }
    return found;
  }
}
