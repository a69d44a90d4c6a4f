// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.Member;
import io.dsm.lease.FencingToken;
import io.dsm.sim.world.Site;

/**
 * What the workload tells of leases, so that invariants can judge answers by when they were asked.
 */
public interface LeaseWatch {

  /**
   * A question that was asked.
   *
   * @param name collection and key
   * @param newest greatest token of that name that anybody had been given then
   */
  record Asked(Site site, String name, long atMillis, long newest) {
    public Member member() {
      return site.member();
    }
  }

  /** Asks; if the same node waits for an answer already, both get that one. */
  Asked asked(Site site, String name);

  /** There was an answer of whatever kind, or none will come. */
  void answered(Asked asked);

  /** The answer to an acquisition was a lease, valid now. */
  void granted(Asked asked, FencingToken token);

  /** The answer to a renewal was yes. */
  void renewed(Asked asked);
}
