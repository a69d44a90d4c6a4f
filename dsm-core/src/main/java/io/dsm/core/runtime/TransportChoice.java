// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.runtime;

import io.dsm.DsmException;
import io.dsm.cluster.Membership;
import io.dsm.spi.transport.Connection;
import io.dsm.spi.transport.TransportProvider;
import io.dsm.spi.transport.TransportSettings;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Which transport connects nodes in the way asked for. */
@FunctionalInterface
interface TransportChoice {

  Connection connect(TransportSettings settings);

  /**
   * The first provider that knows the way; the built-in one for a standalone node.
   *
   * @throws DsmException.Rejected if there is none
   */
  static TransportChoice of(Membership membership) {
    if (membership instanceof Membership.Standalone) {
      return settings -> StandaloneTransport.connection(settings.self());
    }
    ServiceLoader<TransportProvider> own =
        ServiceLoader.load(TransportProvider.class, NodeBuilder.class.getClassLoader());
    ServiceLoader<TransportProvider> context = ServiceLoader.load(TransportProvider.class);
    return Stream.concat(own.stream(), context.stream())
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.supports(membership))
        .findFirst()
        .map(provider -> (TransportChoice) provider::connect)
        .orElseThrow(
            () ->
                new DsmException.Rejected(
                    "no transport on the class path supports membership "
                        + membership
                        + "; the node was not built; add io.dsm:dsm-jgroups-transport, or use"
                        + " standalone membership"));
  }
}
