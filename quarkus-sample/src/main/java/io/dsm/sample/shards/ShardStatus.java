// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.shards;

/**
 * Who owns a shard.
 *
 * @param owner node id; empty text if nobody owns it
 * @param token fencing token of the ownership; 0 if nobody owns it
 * @param remainingMillis how long others are kept out if nothing renews it
 */
public record ShardStatus(String shard, String owner, long token, long remainingMillis) {}
