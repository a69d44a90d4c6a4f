// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Shards: each owned by exactly one node under a fencing token, spread evenly, handed over when a
 * node stops, taken over when it dies. Called over HTTP and by its own clockwork. Nothing here acts
 * for a shard without a valid lease.
 */
@NullMarked
package io.dsm.sample.shards;

import org.jspecify.annotations.NullMarked;
