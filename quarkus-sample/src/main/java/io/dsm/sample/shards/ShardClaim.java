// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.shards;

/**
 * A shard this node could act for at an instant between two readings of the machine's monotonic
 * clock.
 *
 * @param remainingMillis how long this node may still act unless it renews
 */
public record ShardClaim(
    String shard, String node, long token, long fromNanos, long toNanos, long remainingMillis) {}
