// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.shard;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.lease.LeaseSpec;
import java.time.Duration;

/**
 * Declares shards. Equal on all nodes that share them; to change the count, stop them all.
 *
 * @param address full name
 * @param count how many, 1 to {@value #COUNT_MAX}; some times the number of nodes, so that they
 *     spread evenly
 * @param timing term, renew-skew and grace of the lease behind each ownership
 * @param drainTimeout how long draining may take; below the shutdown timeout of the node
 * @param fencedOnly whether the shards of a node that is no longer seen pass on at once, so that
 *     tokens alone protect; see {@link LeaseSpec.Builder#fencedOnly}
 */
public record ShardSpec(
    CollectionAddress address,
    int count,
    LeaseSpec.Timing timing,
    Duration drainTimeout,
    boolean fencedOnly) {

  /** As many shards as there may be. */
  public static final int COUNT_MAX = 4_096;

  /** What {@link #of} gives. */
  public static final int COUNT_DEFAULT = 32;

  /** What {@link #of} gives. */
  public static final Duration DRAIN_TIMEOUT_DEFAULT = Duration.ofSeconds(5);

  public ShardSpec {
    if (count < 1 || count > COUNT_MAX) {
      throw new DsmException.Rejected(
          "%d shards in %s are out of range; they cannot be owned; use 1 to %d"
              .formatted(count, address, COUNT_MAX));
    }
    if (drainTimeout.isNegative() || drainTimeout.compareTo(Duration.ofHours(1)) > 0) {
      throw new DsmException.Rejected(
          "drain-timeout %s of %s is out of range; hand-over could not work; use zero to one hour"
              .formatted(drainTimeout, address));
    }
  }

  /** {@link #COUNT_DEFAULT} shards, {@link LeaseSpec.Timing#DEFAULT}, 5 s to drain. */
  public static ShardSpec of(String tenantId, String applicationId, String shardsId) {
    return of(new CollectionAddress(tenantId, applicationId, shardsId));
  }

  /** {@link #COUNT_DEFAULT} shards, {@link LeaseSpec.Timing#DEFAULT}, 5 s to drain. */
  public static ShardSpec of(CollectionAddress address) {
    return new ShardSpec(
        address, COUNT_DEFAULT, LeaseSpec.Timing.DEFAULT, DRAIN_TIMEOUT_DEFAULT, false);
  }

  /** The same with another number of shards. */
  public ShardSpec withCount(int shards) {
    return new ShardSpec(address, shards, timing, drainTimeout, fencedOnly);
  }

  /** The same with other durations. */
  public ShardSpec withTiming(Duration term, Duration renewSkew, Duration expiryGrace) {
    return new ShardSpec(
        address,
        count,
        new LeaseSpec.Timing(term, renewSkew, expiryGrace),
        drainTimeout,
        fencedOnly);
  }

  /** The same with more or less time to drain. */
  public ShardSpec withDrainTimeout(Duration timeout) {
    return new ShardSpec(address, count, timing, timeout, fencedOnly);
  }

  /** The same, protected by tokens alone. */
  public ShardSpec withFencedOnly() {
    return new ShardSpec(address, count, timing, drainTimeout, true);
  }
}
