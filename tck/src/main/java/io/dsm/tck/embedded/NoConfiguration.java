// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.embedded;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.test.spi.client.protocol.ProtocolConfiguration;

/** There is nothing to configure. */
public final class NoConfiguration implements ContainerConfiguration, ProtocolConfiguration {

  @Override
  public void validate() {}
}
