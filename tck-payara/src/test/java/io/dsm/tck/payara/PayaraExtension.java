// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.payara;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian of {@link PayaraContainer}. */
public final class PayaraExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.service(DeployableContainer.class, PayaraContainer.class);
  }
}
