// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.shard;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.spi.random.RandomSource;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * What shards need from the node.
 *
 * @param callbacks the serial executor on which stages and listeners of leases run
 * @param view the members this node sees, a hint
 */
public record ShardPorts(
    Member self,
    Clock clock,
    Timers timers,
    RandomSource random,
    Executor callbacks,
    Supplier<ClusterView> view) {

  /** Runs a task on the callback thread; answers false if the node has closed and it does not. */
  boolean run(Runnable task) {
    try {
      callbacks.execute(task);
      return true;
    } catch (RejectedExecutionException closed) {
      return false;
    }
  }
}
