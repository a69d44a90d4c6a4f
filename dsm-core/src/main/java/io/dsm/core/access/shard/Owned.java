// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.shard;

import static java.lang.System.Logger.Level.WARNING;

import io.dsm.CollectionAddress;
import io.dsm.lease.Lease;
import io.dsm.shard.OwnedShard;
import io.dsm.shard.ShardListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What this node owns, and the one who is told of it. Changed on the callback thread only; read by
 * anybody.
 */
final class Owned {

  private static final System.Logger LOG = System.getLogger(Owned.class.getName());

  private final CollectionAddress address;
  private final Map<Integer, Ownership> shards = new ConcurrentSkipListMap<>();
  private ShardListener listener = ShardListener.silent();

  Owned(CollectionAddress address) {
    this.address = address;
  }

  void tells(ShardListener told) {
    listener = told;
  }

  Optional<OwnedShard> valid(int number) {
    Ownership ownership = shards.get(number);
    return ownership != null && ownership.isValid() ? Optional.of(ownership) : Optional.empty();
  }

  List<OwnedShard> valid() {
    return shards.values().stream()
        .filter(Ownership::isValid)
        .<OwnedShard>map(ownership -> ownership)
        .toList();
  }

  boolean isEmpty() {
    return shards.isEmpty();
  }

  Collection<Ownership> all() {
    return List.copyOf(shards.values());
  }

  boolean contains(Ownership ownership) {
    return shards.get(ownership.number()) == ownership;
  }

  Ownership began(int number, Lease<String> lease) {
    Ownership ownership = new Ownership(number, lease);
    shards.put(number, ownership);
    told("begins", ownership, () -> listener.began(ownership));
    return ownership;
  }

  void ended(int number, ShardListener.End end) {
    Ownership ownership = shards.remove(number);
    if (ownership != null) {
      told("ends", ownership, () -> listener.ended(ownership, end));
    }
  }

  /** Completes when the application has finished with the shard, or has failed to. */
  CompletionStage<?> draining(Ownership ownership) {
    ownership.drain();
    try {
      return listener.draining(ownership);
    } catch (RuntimeException broken) {
      failed("is to be drained", ownership, broken);
      return CompletableFuture.completedStage(ownership);
    }
  }

  private void told(String what, Ownership ownership, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException broken) {
      failed(what, ownership, broken);
    }
  }

  private void failed(String what, Ownership ownership, RuntimeException broken) {
    LOG.log(
        WARNING,
        () ->
            "the shard listener of %s failed when it was told that %s %s; it counts as told;"
                    .formatted(address, ownership, what)
                + " correct the listener",
        broken);
  }
}
