// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.diagnostics;

import io.dsm.CollectionAddress;
import io.dsm.Durability;
import io.dsm.core.engine.EngineState;
import io.dsm.core.engine.Replica;
import io.dsm.diagnostics.CollectionDiagnostics;
import io.dsm.diagnostics.ReplicationDiagnostics;
import io.dsm.diagnostics.StreamDiagnostics;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Snapshots of the eventual tier. */
public final class Snapshots {

  private Snapshots() {}

  /**
   * One per open collection, by address.
   *
   * @param streams knows who watches a collection
   */
  public static List<CollectionDiagnostics> collections(
      EngineState state, Function<CollectionAddress, StreamDiagnostics> streams) {
    return state.replicas().values().stream()
        .map(replica -> collection(replica, streams.apply(replica.address())))
        .sorted(Comparator.comparing(collection -> collection.address().toString()))
        .toList();
  }

  /**
   * The exchange with peers.
   *
   * @param unreadableFrames frames that could not be read
   */
  public static ReplicationDiagnostics replication(EngineState state, long unreadableFrames) {
    return new ReplicationDiagnostics(
        state.catchUp().isDone(),
        state.lag(),
        state.counters().repairs(),
        state.counters().refusedStamps(),
        state.counters().undecodable() + unreadableFrames);
  }

  private static CollectionDiagnostics collection(Replica replica, StreamDiagnostics stream) {
    return new CollectionDiagnostics(
        replica.address(),
        replica.declaration().kind(),
        replica.declaration().schemaId(),
        replica.entries(),
        replica.tombstones(),
        replica.discarded().get(),
        replica.durable() ? Durability.LOCAL : Durability.MEMORY,
        stream);
  }
}
