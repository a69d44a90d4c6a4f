// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.LeaseSnapshot;
import io.dsm.lease.RevokeResult;
import io.dsm.lease.TransferResult;
import io.dsm.lease.VerifyResult;
import io.dsm.sim.world.Site;
import java.time.Duration;
import java.util.Optional;

/**
 * What the workload tells of leases, so that invariants can judge answers by when they were asked.
 */
public interface LeaseWatch {

  /**
   * A question that was asked.
   *
   * @param name collection and key
   * @param newest greatest token of that name that anybody had been given then
   * @param number of the question in its run
   */
  record Asked(Site site, String name, long atNanos, long newest, int number) {

    public Member member() {
      return site.member();
    }

    long atMillis() {
      return atNanos / 1_000_000;
    }

    @Override
    public String toString() {
      return member() + ", asking for " + name + " at " + atMillis() + " ms,";
    }
  }

  /** Asks; if the same node waits for an answer already, both get that one. */
  Asked asked(Site site, String name);

  /** Asks to own a name, for itself. */
  Asked asks(Site site, String name);

  /** Asks something about what it owns. */
  Asked question(Site site, String name);

  /** There was an answer of whatever kind, or none will come. */
  void answered(Asked asked);

  /** The answer to an acquisition was a lease, valid now. */
  void granted(Asked asked, Lease<String> lease, FencingToken token);

  /** The answer to an acquisition was that another has it. */
  void another(Asked asked, LeaseSnapshot<String> present);

  /** The answer to a renewal was yes. */
  void renewed(Asked asked);

  /** Its owner is about to give something up. */
  void ends(String name, FencingToken token);

  /**
   * The answer to an owner about what it could still use for some time when it asked was that it
   * does not own it.
   */
  void denied(Asked asked, FencingToken token, Duration left);

  /** The greatest token of a name that anybody has been given; 0 if none was. */
  long newest(String name);

  /** A holder acts on something that checks tokens; it is felt later. */
  void acts(String name, long token, long askedNanos, int delayMillis);

  /** The answer to a transfer; empty if none came. */
  void transferred(String name, FencingToken token, NodeId target, Optional<TransferResult> result);

  /** The owner of a name, as told to somebody who asked at a moment. */
  void current(String name, long askedNanos, Optional<LeaseSnapshot<String>> answer);

  /** The same with more words. */
  void described(String name, long askedNanos, Optional<LeaseDescription<String>> answer);

  /** Whether a token is the newest, as told to somebody who asked at a moment. */
  void verified(String name, long askedNanos, FencingToken token, VerifyResult result);

  /** What somebody was told who asked at a moment to end an ownership. */
  void revoked(String name, long askedNanos, long token, RevokeResult result);
}
