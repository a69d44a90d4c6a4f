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
 */
public record LockSpec(CollectionAddress address, LeaseSpec.Timing timing) {

  /** A lock with {@link LeaseSpec.Timing#DEFAULT}. */
  public static LockSpec of(String tenantId, String applicationId, String lockId) {
    return of(new CollectionAddress(tenantId, applicationId, lockId));
  }

  /** A lock with {@link LeaseSpec.Timing#DEFAULT}. */
  public static LockSpec of(CollectionAddress address) {
    return new LockSpec(address, LeaseSpec.Timing.DEFAULT);
  }

  /** The same with other durations. */
  public LockSpec withTiming(Duration term, Duration renewSkew, Duration expiryGrace) {
    return new LockSpec(address, new LeaseSpec.Timing(term, renewSkew, expiryGrace));
  }
}
