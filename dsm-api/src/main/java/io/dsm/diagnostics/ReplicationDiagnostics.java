// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.diagnostics;

import io.dsm.cluster.Member;
import java.util.Map;

/**
 * A snapshot of the exchange with peers.
 *
 * @param caughtUp whether this node has everything its peers had when it joined
 * @param lag per visible peer, updates of this node the peer has not acknowledged
 * @param repairs exchanges that moved data to heal a difference
 * @param refusedStamps updates refused because their stamp was too far ahead of this node's clock
 * @param undecodable frames or entries dropped because they could not be read
 */
public record ReplicationDiagnostics(
    boolean caughtUp, Map<Member, Long> lag, long repairs, long refusedStamps, long undecodable) {

  public ReplicationDiagnostics {
    lag = Map.copyOf(lag);
  }
}
