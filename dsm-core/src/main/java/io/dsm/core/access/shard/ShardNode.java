// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.access.shard;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.access.lease.LeaseNode;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.shard.ShardSpec;
import io.dsm.shard.Shards;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** All shards one node has declared. Thread-safe; nothing blocks. */
public final class ShardNode {

  private final LeaseNode leases;
  private final ShardPorts ports;
  private final Map<CollectionAddress, ShardHandle> handles = new ConcurrentHashMap<>();
  private volatile boolean started;

  public ShardNode(LeaseNode leases, ShardPorts ports) {
    this.leases = leases;
    this.ports = ports;
  }

  /**
   * Opens shards, or returns the open ones of an equal spec.
   *
   * @throws DsmException.Rejected if the address is open with other settings
   */
  public Shards open(ShardSpec spec, ValueCodec<String> codec) {
    // Refuses other settings of leases; answers the same collection for the same.
    LeaseCollection<String> collection = leases.open(leaseSpec(spec), codec);
    ShardHandle handle =
        handles.computeIfAbsent(spec.address(), any -> new ShardHandle(spec, collection, ports));
    if (!handle.spec().equals(spec)) {
      throw new DsmException.Rejected(
          "shards %s are open as %s; they were not opened again as %s; declare them once"
              .formatted(spec.address(), handle.spec(), spec));
    }
    if (started) {
      handle.start();
    }
    return handle;
  }

  /** Calls are served from now on. */
  public void start() {
    started = true;
    handles.values().forEach(ShardHandle::start);
  }

  /** Who is seen has changed: a hint that shards may have to move. */
  public void viewChanged() {
    handles.values().forEach(ShardHandle::viewChanged);
  }

  /** Hands all shards over; completes when none is owned or it took as long as it may. */
  public CompletionStage<Void> leave() {
    List<CompletableFuture<Void>> leaving =
        handles.values().stream().map(handle -> handle.leave().toCompletableFuture()).toList();
    return CompletableFuture.allOf(leaving.toArray(CompletableFuture<?>[]::new));
  }

  private static LeaseSpec<String> leaseSpec(ShardSpec spec) {
    LeaseSpec.Timing timing = spec.timing();
    LeaseSpec.Builder<String> builder =
        LeaseSpec.<String>of(spec.address(), String.class)
            .schemaId("dsm.shards/v1")
            .timing(timing.term(), timing.renewSkew(), timing.expiryGrace());
    return (spec.fencedOnly() ? builder.fencedOnly() : builder).build();
  }
}
