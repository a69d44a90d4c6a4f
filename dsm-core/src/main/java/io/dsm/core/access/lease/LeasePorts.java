// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.lease;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.spi.random.RandomSource;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What the holder's side needs from the node.
 *
 * @param callbacks serial executor of listeners and stages
 * @param view the members this node sees, a hint
 * @param callTimeout bound of one call of an application
 */
public record LeasePorts(
    Member self,
    LeaseGateway gateway,
    Clock clock,
    Timers timers,
    RandomSource random,
    Executor callbacks,
    Supplier<ClusterView> view,
    Duration callTimeout) {

  LeasePorts through(LeaseGateway other) {
    return new LeasePorts(self, other, clock, timers, random, callbacks, view, callTimeout);
  }
}
