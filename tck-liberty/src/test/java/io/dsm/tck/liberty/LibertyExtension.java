// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.liberty;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Tells Arquillian of {@link LibertyContainer}. */
public final class LibertyExtension implements LoadableExtension {

  @Override
  public void register(ExtensionBuilder builder) {
    builder.service(DeployableContainer.class, LibertyContainer.class);
  }
}
