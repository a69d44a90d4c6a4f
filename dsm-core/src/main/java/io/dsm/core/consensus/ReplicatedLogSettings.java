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
 * @param founders the first voters of the log, equal on all members for ever; whoever is not one
 *     begins as a learner that nobody knows, until a leader adds it
 * @param remembered whether the log of this very voter was begun before: an empty journal is a lost
 *     one then
 * @param timing heartbeat and election
 * @param journal durable memory, not yet recovered; owned by the log
 * @param ports clock, timers, randomness, executor
 * @param sender sends a message of the log to another voter, best effort, never blocking
 */
public record ReplicatedLogSettings(
    VoterId self,
    List<VoterId> founders,
    boolean remembered,
    Timing timing,
    Journal journal,
    Ports ports,
    BiConsumer<NodeId, byte[]> sender) {

  public ReplicatedLogSettings {
    founders = founders.stream().sorted().toList();
  }

  /** A number of the log that no other log has, for the founders have drawn theirs at random. */
  public long group() {
    long group = founders.size();
    for (VoterId founder : founders) {
      group =
          (group * 31 + founder.node().value().hashCode()) * 0x9E3779B97F4A7C15L + founder.memory();
      group ^= group >>> 29;
    }
    return group;
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
