// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sim.invariant;

import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseDescription;
import io.dsm.lease.ReleaseResult;
import io.dsm.lease.RevokeResult;
import io.dsm.lock.LockHold;
import io.dsm.sim.world.Site;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the workload tells of locks, so that invariants can judge. */
public interface LockWatch {

  /** A caller asks for a lock, and would wait for so long. */
  LeaseWatch.Asked asks(Site site, String lock, Duration wait);

  /** It has the lock, or goes without. */
  void answered(LeaseWatch.Asked asked, Optional<LockHold> hold);

  /** It was told that it does not get it, or has given up. */
  void failed(LeaseWatch.Asked asked);

  /** Holds of callers that live and have neither released nor lost them. */
  List<Holding> open(String lock);

  /** A caller asks something about what it holds. */
  LeaseWatch.Asked question(Holding holding);

  /** A caller is about to release. */
  void releases(Holding holding);

  /** What a caller was told that had released a hold when so much of it was left. */
  void released(LeaseWatch.Asked asked, Holding holding, Duration left, ReleaseResult result);

  /** Somebody is about to end a hold against its will. */
  void revokes(String lock, FencingToken token);

  /** The greatest token of a lock that anybody has been given; 0 if none was. */
  long newest(String lock);

  /** A holder acts on something that checks tokens. */
  void acts(Holding holding, int delayMillis);

  /** Somebody who asked at a moment was told who holds a lock and who waits. */
  void described(String lock, long askedNanos, Optional<LeaseDescription<String>> answer);

  /** Somebody who asked at a moment to end a hold was told so much. */
  void revoked(String lock, long askedNanos, FencingToken token, RevokeResult result);
}
