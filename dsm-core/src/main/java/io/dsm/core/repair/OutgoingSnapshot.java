// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.repair;

import io.dsm.CollectionAddress;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.Message;
import io.dsm.crdt.VersionVector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot on its way to one peer, made piece by piece as the peer acknowledges. The version
 * vector is taken before the first piece: later operations may or may not be in it, and come again
 * by replay.
 */
public final class OutgoingSnapshot {

  /** Pieces under way at most. */
  private static final int WINDOW = 8;

  private final long number;
  private final VersionVector known;
  private final List<CollectionAddress> collections;
  private final boolean whole;
  private final Iterator<Operation> content;
  private int made;
  private int acknowledged;
  private boolean done;
  private long movedAtNanos;

  /**
   * @param known what is known here now
   * @param whole whether {@code collections} are all of this node's
   */
  public OutgoingSnapshot(
      long number,
      VersionVector known,
      List<CollectionAddress> collections,
      boolean whole,
      Iterator<Operation> content) {
    this.number = number;
    this.known = known;
    this.collections = collections;
    this.whole = whole;
    this.content = content;
  }

  public long number() {
    return number;
  }

  /** Whether nothing has moved for so long that the peer must have lost it. */
  public boolean isStale(long nowNanos, long patienceNanos) {
    return nowNanos - movedAtNanos > patienceNanos;
  }

  /** Whether the last message was made. */
  public boolean isDone() {
    return done;
  }

  public void acknowledged(int chunks) {
    acknowledged = Math.max(acknowledged, Math.min(chunks, made));
  }

  /** The next message, null if the peer must acknowledge first or nothing is left to send. */
  public @Nullable Message next(int chunkBytes, long nowNanos) {
    if (done || made - acknowledged >= WINDOW) {
      return null;
    }
    movedAtNanos = nowNanos;
    List<Operation> entries = new ArrayList<>();
    int bytes = 0;
    while (bytes < chunkBytes && content.hasNext()) {
      Operation entry = content.next();
      entries.add(entry);
      bytes += entry.weight();
    }
    if (entries.isEmpty()) {
      done = true;
      return new Message.SnapshotDone(number, made, known, collections, whole);
    }
    return new Message.SnapshotChunk(number, made++, entries);
  }
}
