// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/** The transport and membership ports on a JGroups channel. Nothing of JGroups shows in any API. */
module io.dsm.transport.jgroups {
  requires io.dsm.spi;
  requires java.naming;
  requires org.jgroups;
  requires static org.jspecify;

  provides io.dsm.spi.transport.TransportProvider with
      io.dsm.transport.jgroups.JGroupsTransportProvider;
}
