// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import java.util.List;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.PING;
import org.jgroups.util.Responses;

/** PING that asks the multicast group twice within {@link FirstAnswers#MILLIS}, and no longer. */
final class GroupPing extends PING {

  GroupPing() {
    this.id = ClassConfigurator.getProtocolId(PING.class);
    this.num_discovery_runs = 2;
  }

  @Override
  public Responses findMembers(
      List<Address> members, boolean initialDiscovery, boolean async, long timeout) {
    return FirstAnswers.bounded(
        super.findMembers(members, initialDiscovery, async, FirstAnswers.MILLIS),
        initialDiscovery,
        timer);
  }
}
