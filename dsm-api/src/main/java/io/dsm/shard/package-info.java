// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
/**
 * Balanced ownership of numbered shards: work is cut into a fixed number of parts, and the nodes
 * that take part own about equally many of them, each under a fencing token. Applications join with
 * a listener and route keys to owners. It must never make two nodes valid owners of one shard, and
 * never take a shard away from a live node without letting it finish.
 */
@NullMarked
package io.dsm.shard;

import org.jspecify.annotations.NullMarked;
