// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import io.dsm.cluster.NodeId;
import io.dsm.spi.journal.Journal;
import io.dsm.spi.random.RandomSource;
import io.dsm.spi.time.Clock;
import io.dsm.spi.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * What a replicated log needs.
 *
 * @param self this voter
 * @param voters the first voters, equal on all of them; ignored when the journal remembers others
 * @param timing heartbeat and election
 * @param journal durable memory, not yet recovered; owned by the log
 * @param ports clock, timers, randomness, executor
 * @param sender sends a message of the log to another voter, best effort, never blocking
 */
public record ReplicatedLogSettings(
    NodeId self,
    List<NodeId> voters,
    Timing timing,
    Journal journal,
    Ports ports,
    BiConsumer<NodeId, byte[]> sender) {

  public ReplicatedLogSettings {
    voters = voters.stream().sorted().toList();
  }

  /**
   * Pace of the log.
   *
   * @param heartbeat period of the leader's sign of life
   * @param leaderTimeout silence after which a follower asks for an election
   * @param operationsPendingMax commands in flight before back-pressure
   * @param snapshotEvery commits between two snapshots
   */
  public record Timing(
      Duration heartbeat, Duration leaderTimeout, int operationsPendingMax, int snapshotEvery) {

    public static final Timing DEFAULT =
        new Timing(Duration.ofMillis(200), Duration.ofMillis(1_000), 10_000, 50_000);
  }

  /**
   * Where time, chance and threads come from.
   *
   * @param executor runs the log's tasks; one at a time, in order
   */
  public record Ports(Clock clock, Timers timers, RandomSource random, Executor executor) {}
}
