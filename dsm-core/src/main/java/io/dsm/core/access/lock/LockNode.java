// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lock;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.codec.ValueCodec;
import io.dsm.core.access.lease.LeaseNode;
import io.dsm.core.access.lease.LeaseQueue;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockSpec;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All locks one node has declared. Thread-safe; nothing blocks. */
public final class LockNode {

  private final Member self;
  private final LeaseNode leases;
  private final Clock clock;
  private final Timers timers;
  private final Map<CollectionAddress, LockHandle> handles = new ConcurrentHashMap<>();

  public LockNode(Member self, LeaseNode leases, Clock clock, Timers timers) {
    this.self = self;
    this.leases = leases;
    this.clock = clock;
    this.timers = timers;
  }

  /**
   * Opens a lock, or returns the open one of an equal spec.
   *
   * @throws DsmException.Rejected if the address is open with other settings
   */
  public FencedLock open(LockSpec spec, ValueCodec<String> codec) {
    LeaseSpec<String> leaseSpec = leaseSpec(spec);
    // Refuses other settings; answers the same queue for the same.
    LeaseQueue<String> queue = leases.open(leaseSpec, codec);
    return handles.computeIfAbsent(
        spec.address(), any -> LockHandle.declared(spec, new LockDesk(queue, clock, timers, self)));
  }

  private static LeaseSpec<String> leaseSpec(LockSpec spec) {
    LeaseSpec.Timing timing = spec.timing();
    LeaseSpec.Builder<String> builder =
        LeaseSpec.<String>of(spec.address(), String.class)
            .schemaId("dsm.lock/v1")
            .timing(timing.term(), timing.renewSkew(), timing.expiryGrace());
    return (spec.fencedOnly() ? builder.fencedOnly() : builder).build();
  }
}
