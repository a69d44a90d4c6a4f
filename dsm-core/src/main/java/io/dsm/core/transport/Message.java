// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.crdt.VersionVector;
import java.util.List;
import java.util.Map;

/** Everything one node can say to another. */
public sealed interface Message {

  /**
   * Consecutive operations of one origin.
   *
   * @param first number of the first one
   * @param acknowledge whether the sender wants an {@link Ack} at once
   */
  record Delta(Member origin, long first, List<Operation> operations, boolean acknowledge)
      implements Message {}

  /**
   * What the sender knows and holds, in sixteen bytes: all that a quiet cluster pays.
   *
   * @param root of its version vector
   * @param content of its collections
   */
  record Digest(long root, long content) implements Message {}

  /**
   * What the sender holds, one number per collection.
   *
   * @param ask whether the sender waits for the same in return
   */
  record Fingerprints(Map<Tag, Long> contents, boolean ask) implements Message {}

  /**
   * What the sender knows, in full. The receiver sends what the sender lacks.
   *
   * @param ask whether the sender waits for the receiver's vector in return
   * @param urgent whether operations count that may still be under way
   */
  record Vector(VersionVector known, boolean ask, boolean urgent) implements Message {}

  /** The sender has all operations of the receiver up to that number. */
  record Ack(long through) implements Message {}

  /** What the sender believes collections to be. */
  record Schema(List<Declaration> declarations) implements Message {}

  /** The sender wants the whole content of one collection. */
  record SnapshotRequest(CollectionAddress collection) implements Message {}

  /**
   * A piece of a snapshot.
   *
   * @param snapshot number of the snapshot, chosen by its sender
   * @param number of the piece, from 0
   */
  record SnapshotChunk(long snapshot, int number, List<Operation> entries) implements Message {}

  /** The sender has applied that many pieces of a snapshot. */
  record SnapshotAck(long snapshot, int chunks) implements Message {}

  /**
   * A snapshot is complete.
   *
   * @param chunks how many pieces it had
   * @param known what its sender knew before it made the first piece
   * @param collections what it covers
   * @param whole whether it covers all collections of its sender
   */
  record SnapshotDone(
      long snapshot,
      int chunks,
      VersionVector known,
      List<CollectionAddress> collections,
      boolean whole)
      implements Message {}

  /** A message of the consensus tier, opaque here. */
  record Consensus(byte[] payload) implements Message {}

  /** The sender leaves on purpose. */
  record Goodbye() implements Message {}
}
