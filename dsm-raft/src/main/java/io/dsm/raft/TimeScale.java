// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.core.consensus.ReplicatedLogSettings.Timing;
import io.microraft.RaftConfig;

/**
 * MicroRaft counts heartbeats in whole seconds; we want fractions. So it lives in time that runs
 * faster: two of its seconds are one of our heartbeats. Clock and delays are scaled alike, so
 * MicroRaft cannot tell, and its two second heartbeat happens every 200 ms.
 *
 * @param factor nanoseconds of MicroRaft's time in one nanosecond of ours
 */
record TimeScale(double factor) {

  private static final int HEARTBEAT_SECONDS = 2;
  private static final int ENTRIES_PER_MESSAGE = 2_000;
  private static final int REPORT_EVERY_HEARTBEATS = 1_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  static TimeScale of(Timing timing) {
    long heartbeat = timing.heartbeat().toNanos();
    if (heartbeat < NANOS_PER_MILLI || timing.leaderTimeout().toNanos() < 2 * heartbeat) {
      throw new IllegalArgumentException(
          "heartbeat "
              + timing.heartbeat()
              + " and leader timeout "
              + timing.leaderTimeout()
              + " do not fit: heartbeat at least 1 ms, timeout at least two heartbeats");
    }
    return new TimeScale(HEARTBEAT_SECONDS * (double) NANOS_PER_SECOND / heartbeat);
  }

  /** A span of our time in MicroRaft's milliseconds. */
  long scaledMillis(long nanos) {
    return (long) (nanos * factor / NANOS_PER_MILLI);
  }

  /** A delay that MicroRaft asks for in our nanoseconds. */
  long realNanos(long scaledNanos) {
    return (long) (scaledNanos / factor);
  }

  /**
   * MicroRaft's settings for a pace.
   *
   * @param restoredEntries entries that the log must have room for from the start
   */
  RaftConfig config(Timing timing, int restoredEntries) {
    long timeoutMillis = scaledMillis(timing.leaderTimeout().toNanos());
    return RaftConfig.newBuilder()
        .setLeaderHeartbeatPeriodSecs(HEARTBEAT_SECONDS)
        .setLeaderHeartbeatTimeoutSecs(
            Math.max(HEARTBEAT_SECONDS + 1, (timeoutMillis + 999) / 1_000))
        // A vain election is held again after half of the leader's timeout. Less would let a slow
        // start run from term to term: a candidate that gives up early unseats whoever has won.
        .setLeaderElectionTimeoutMillis(Math.max(200, timeoutMillis / 2))
        .setAppendEntriesRequestBatchSize(ENTRIES_PER_MESSAGE)
        // The log's ring has room for as many pending entries; restored ones must never overrun it.
        .setMaxPendingLogEntryCount(Math.max(timing.operationsPendingMax(), restoredEntries))
        .setCommitCountToTakeSnapshot(timing.snapshotEvery())
        // Only the leader sends snapshots: chunks of different voters are never mixed.
        .setTransferSnapshotsFromFollowersEnabled(false)
        .setRaftNodeReportPublishPeriodSecs(HEARTBEAT_SECONDS * REPORT_EVERY_HEARTBEATS)
        .build();
  }
}
