// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.transport;

import io.dsm.cluster.Membership;

/**
 * Makes connections for the kinds of membership it knows. Found by {@link java.util.ServiceLoader}.
 */
public interface TransportProvider {

  /** Whether this provider can connect nodes in that way. */
  boolean supports(Membership membership);

  /**
   * A connection that is not open yet.
   *
   * @throws io.dsm.DsmException.Rejected if a setting is wrong, naming it
   */
  Connection connect(TransportSettings settings);
}
