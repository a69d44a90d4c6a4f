// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.quarkus;

import io.dsm.tck.embedded.EmbeddedProtocol;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.test.spi.client.protocol.Protocol;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian of {@link QuarkusContainer}. */
public final class QuarkusExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder
        .service(DeployableContainer.class, QuarkusContainer.class)
        .service(Protocol.class, EmbeddedProtocol.class);
  }
}
