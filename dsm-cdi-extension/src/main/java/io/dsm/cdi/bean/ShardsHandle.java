// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.bean;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.shard.OwnedShard;
import io.dsm.shard.ShardListener;
import io.dsm.shard.Shards;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Injected shards. */
final class ShardsHandle implements Shards, Serializable {

  private static final long serialVersionUID = 1L;

  private final Reference<Shards> shards;

  ShardsHandle(Reference<Shards> shards) {
    this.shards = shards;
  }

  @Override
  public CollectionAddress address() {
    return shards.target().address();
  }

  @Override
  public int count() {
    return shards.target().count();
  }

  @Override
  public int shardOf(String key) {
    return shards.target().shardOf(key);
  }

  @Override
  public Optional<OwnedShard> owned(int shard) {
    return shards.target().owned(shard);
  }

  @Override
  public List<OwnedShard> owned() {
    return shards.target().owned();
  }

  @Override
  public CompletionStage<Map<Integer, Member>> owners() {
    return shards.target().owners();
  }

  @Override
  public void join(ShardListener listener) {
    shards.target().join(listener);
  }

  @Override
  public CompletionStage<Void> leave() {
    return shards.target().leave();
  }

  @Override
  public String toString() {
    return shards.toString();
  }
}
