// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Which shard a key belongs to and which member should own which shard. Pure and deterministic, so
 * that all who know the same come to the same plan; the runtime of shards calls it. It must never
 * move a shard without need, nor depend on the order in which it is told anything.
 */
@NullMarked
package io.dsm.core.types.shard;

import org.jspecify.annotations.NullMarked;
