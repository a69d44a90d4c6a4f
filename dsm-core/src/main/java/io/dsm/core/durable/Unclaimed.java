// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.durable;

import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.spi.journal.Journal.CheckpointSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Records of collections that are not open as durable in this life: kept as they are, carried
 * through checkpoints, given out when their collection is opened. They do not grow in number: what
 * is not open takes no changes. Thread-safe.
 */
final class Unclaimed {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kept(int kind, byte[] payload) {}

  private final Map<Integer, ConcurrentLinkedQueue<Kept>> records = new ConcurrentHashMap<>();

  void keep(int collection, int kind, byte[] payload) {
    records
        .computeIfAbsent(collection, missing -> new ConcurrentLinkedQueue<>())
        .add(new Kept(kind, payload));
  }

  /** The records of a collection as operations; they stay until {@link #forget}. */
  List<Operation> of(int collection, Tag tag) {
    List<Operation> operations = new ArrayList<>();
    for (Kept kept : records.getOrDefault(collection, new ConcurrentLinkedQueue<>())) {
      operations.add(ContentFormat.operation(kept.kind(), kept.payload(), tag));
    }
    return operations;
  }

  void forget(int collection) {
    records.remove(collection);
  }

  void writeTo(CheckpointSink sink) {
    records.values().forEach(all -> all.forEach(kept -> sink.append(kept.kind(), kept.payload())));
  }

  long size() {
    return records.values().stream().mapToLong(ConcurrentLinkedQueue::size).sum();
  }
}
