// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.shard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Told when this node begins and ceases to own shards. Calls come one at a time on a thread of the
 * node's own, which must not be blocked. Every {@link #began} is followed by exactly one {@link
 * #ended} of the same ownership, with at most one {@link #draining} between them.
 */
public interface ShardListener {

  /** Why an ownership ended. */
  enum End {
    /** Given up after draining, to another node or to nobody. */
    GIVEN_UP,
    /** Not renewed in time, or taken away: this node may not act for the shard any more. */
    LOST
  }

  /** A listener that is told nothing, for those who only ask {@link Shards#owned(int)}. */
  static ShardListener silent() {
    return new ShardListener() {
      @Override
      public void began(OwnedShard shard) {}

      @Override
      public void ended(OwnedShard shard, End end) {}
    };
  }

  /** This node owns the shard. */
  void began(OwnedShard shard);

  /**
   * The shard is to be handed over. This node still owns it; it passes on when the stage completes,
   * however it does, and in any case when the drain timeout is over.
   */
  default CompletionStage<?> draining(OwnedShard shard) {
    return CompletableFuture.completedStage(shard);
  }

  /** This node does not own the shard any more; the token of the ownership never works again. */
  void ended(OwnedShard shard, End end);
}
