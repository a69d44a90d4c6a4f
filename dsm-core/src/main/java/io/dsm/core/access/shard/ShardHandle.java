// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.shard;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.types.shard.Slices;
import io.dsm.lease.LeaseCollection;
import io.dsm.shard.OwnedShard;
import io.dsm.shard.ShardListener;
import io.dsm.shard.ShardSpec;
import io.dsm.shard.Shards;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** The handle of some shards: checks a call and passes it on. */
final class ShardHandle implements Shards {

  private final ShardSpec spec;
  private final LeaseCollection<String> leases;
  private final Owned owned;
  private final ShardDesk desk;
  private final ShardPorts ports;
  private final AtomicBoolean joined = new AtomicBoolean();

  ShardHandle(ShardSpec spec, LeaseCollection<String> leases, ShardPorts ports) {
    this.spec = spec;
    this.leases = leases;
    this.ports = ports;
    this.owned = new Owned(spec.address());
    this.desk = new ShardDesk(spec, leases, owned, ports);
  }

  ShardSpec spec() {
    return spec;
  }

  void start() {
    ports.run(desk::start);
  }

  void viewChanged() {
    ports.run(desk::viewChanged);
  }

  @Override
  public CollectionAddress address() {
    return spec.address();
  }

  @Override
  public int count() {
    return spec.count();
  }

  @Override
  public int shardOf(String key) {
    return Slices.shardOf(key, spec.count());
  }

  @Override
  public Optional<OwnedShard> owned(int shard) {
    return owned.valid(shard);
  }

  @Override
  public List<OwnedShard> owned() {
    return owned.valid();
  }

  @Override
  public CompletionStage<Map<Integer, Member>> owners() {
    return leases.all().thenApply(Names::owners);
  }

  @Override
  public void join(ShardListener listener) {
    if (!joined.compareAndSet(false, true)) {
      throw new DsmException.Rejected(
          "%s takes part in shards %s already; the listener was not added; tell several parts of an"
                  .formatted(ports.self(), spec.address())
              + " application from one listener, or leave first");
    }
    ports.run(() -> desk.join(listener));
  }

  @Override
  public CompletionStage<Void> leave() {
    CompletableFuture<Void> left = new CompletableFuture<>();
    if (!ports.run(() -> desk.leave(left))) {
      left.complete(null);
    }
    return left.whenComplete((nothing, failure) -> joined.set(false));
  }

  @Override
  public String toString() {
    return "shards " + address();
  }
}
