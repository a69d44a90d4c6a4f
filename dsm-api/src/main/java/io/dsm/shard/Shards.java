// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.shard;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.lease.LeaseCollection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A fixed number of shards, spread over the nodes that take part: none owns two more than another
 * once things are quiet. When a node joins, only as many shards move as it must get; when one
 * leaves, only its own.
 *
 * <p>Guarantee (consensus): each ownership is a lease, so a shard never has two valid owners while
 * clock rates differ by at most 1 %, and each has a greater token than those before. What is
 * balanced is best effort: a node that is cut off balances nothing, and keeps what it has only
 * until its terms end. A shard without an owner is taken within about a second of becoming free.
 *
 * <p>All methods are thread-safe and return at once.
 *
 * @see LeaseCollection
 */
public interface Shards {

  CollectionAddress address();

  /** How many there are. */
  int count();

  /** The shard a key belongs to, from 0 to {@code count() - 1}: the same on all nodes, for ever. */
  int shardOf(String key);

  /** This node's ownership of a shard if it is valid at this moment. Wait-free. */
  Optional<OwnedShard> owned(int shard);

  /** This node's ownerships that are valid at this moment, by number. */
  List<OwnedShard> owned();

  /**
   * Who owns which shard, by a linearizable read; shards without an owner are missing. Works
   * without having joined.
   */
  CompletionStage<Map<Integer, Member>> owners();

  /**
   * Takes part from now on, or from the start of the node on: shards come to this node, and the
   * listener is told of each.
   *
   * @throws DsmException.Rejected if this node takes part already
   */
  void join(ShardListener listener);

  /**
   * Leaves in good order: every shard of this node is drained and handed over to one of the others.
   * Completes when this node owns none; at the latest when the drain timeout is over and the voters
   * have answered or are known not to. Closing the node does the same.
   */
  CompletionStage<Void> leave();
}
