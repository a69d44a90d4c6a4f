// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spi.transport;

import io.dsm.cluster.Member;
import io.dsm.cluster.Membership;
import java.time.Duration;
import java.util.Map;

/**
 * What a transport needs to know.
 *
 * @param clusterId name of the cluster; members of others are never seen
 * @param self this node in this life; peers must learn it unforged by other settings
 * @param membership how to find peers
 * @param failureTimeout after how long of silence a peer is taken out of the view
 * @param extra settings below {@code dsm.transport.} that only this kind of transport knows
 */
public record TransportSettings(
    String clusterId,
    Member self,
    Membership membership,
    Duration failureTimeout,
    Map<String, String> extra) {

  public TransportSettings {
    extra = Map.copyOf(extra);
  }
}
