// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.lock;

import io.dsm.CollectionAddress;
import io.dsm.lease.LeaseSpec;
import java.time.Duration;

/**
 * Declares a lock, and with it all locks named under it. Equal on all nodes that share it.
 *
 * @param address full name
 * @param timing term, renew-skew and grace of the lease behind each hold: after a crash of its
 *     holder the lock passes on at most term and grace later, plus a hundredth of the term twice
 * @param fencedOnly whether the lock of a holder that is no longer seen passes on at once, so that
 *     two may believe in it and tokens alone protect; see {@link LeaseSpec.Builder#fencedOnly}
 */
public record LockSpec(CollectionAddress address, LeaseSpec.Timing timing, boolean fencedOnly) {

  /** A lock with {@link LeaseSpec.Timing#DEFAULT}. */
  public static LockSpec of(String tenantId, String applicationId, String lockId) {
    return of(new CollectionAddress(tenantId, applicationId, lockId));
  }

  /** A lock with {@link LeaseSpec.Timing#DEFAULT}. */
  public static LockSpec of(CollectionAddress address) {
    return new LockSpec(address, LeaseSpec.Timing.DEFAULT, false);
  }

  /** The same with other durations. */
  public LockSpec withTiming(Duration term, Duration renewSkew, Duration expiryGrace) {
    return new LockSpec(address, new LeaseSpec.Timing(term, renewSkew, expiryGrace), fencedOnly);
  }

  /**
   * The same, but the lock of a holder that is no longer seen passes on at once. Only for what
   * checks tokens: a holder that was merely cut off may believe in its hold until its term is over.
   */
  public LockSpec withFencedOnly() {
    return new LockSpec(address, timing, true);
  }
}
