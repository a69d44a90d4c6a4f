// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.core.replication.Roster;

/**
 * Limits and periods of the eventual tier.
 *
 * @param networked whether there can ever be peers; if not, no history is kept
 * @param broadcast whether operations are sent at once; off, only repair moves them
 * @param logBytesMax history kept per origin
 * @param frameBytes size at which a message of operations is full
 * @param batchBytes what one answer of a repair sends at most before it waits for the peer
 * @param repairBytesPerSecond what comparing ranges with a peer may move on average
 * @param askPatienceNanos how long to wait for a peer's vector before it is asked for again
 * @param repairIntervalNanos period of comparing with peers
 * @param expiryIntervalNanos period of ending values whose lifetime is over
 * @param tombstoneHorizonMillis how long removals are remembered
 * @param tombstoneGraceMillis how long they are even if everybody is known to have them
 * @param roster whom this node must have met before removals are forgotten before the horizon
 * @param pendingWritesMax writes that may wait for acknowledgements or for the disk
 */
public record EngineSettings(
    boolean networked,
    boolean broadcast,
    long logBytesMax,
    int frameBytes,
    int batchBytes,
    long repairBytesPerSecond,
    long askPatienceNanos,
    long repairIntervalNanos,
    long expiryIntervalNanos,
    long tombstoneHorizonMillis,
    long tombstoneGraceMillis,
    Roster roster,
    int pendingWritesMax) {}
