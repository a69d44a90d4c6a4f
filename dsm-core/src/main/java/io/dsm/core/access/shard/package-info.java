// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Shards as applications own them: who takes part says so by a lease, every one that does reads who
 * owns what, comes to the same plan by {@code types.shard}, and does its own part of it. Handles
 * and the node call it; ownerships are leases of {@code access.lease}. It must never act for a
 * shard by plan or view, only by a lease that is valid when it is asked.
 */
@NullMarked
package io.dsm.core.access.shard;

import org.jspecify.annotations.NullMarked;
