// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.cluster.Member;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Stability;
import io.dsm.core.replication.Tag;
import io.dsm.crdt.VersionVector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
   * What the sender knows and holds, in some forty bytes: all that a quiet cluster pays.
   *
   * @param root of its version vector
   * @param content of its collections
   * @param progress how far it has come; told at every tick, else null
   */
  record Digest(long root, long content, Stability.@Nullable Progress progress) implements Message {
    public Digest(long root, long content) {
      this(root, content, null);
    }
  }

  /**
   * What the sender holds, one number per collection.
   *
   * <p>The receiver compares with the sender what differs.
   */
  record Fingerprints(Map<Tag, Long> contents) implements Message {}

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

  /** The receiver lacks what no log of the sender has any more: it should compare ranges. */
  record RepairAdvised() implements Message {}

  /**
   * A question about ranges of keys.
   *
   * @param session number of the exchange, chosen by the asker; also the salt of brief sums
   * @param step number of the question in it
   */
  record RangeAsk(long session, int step, RangeQuery query) implements Message {}

  /** The answer to the question of that number. */
  record RangeAnswer(long session, int step, RangeResult result) implements Message {}

  /** The sender has just come and wants to know what the receiver knows. */
  record KnowledgeAsk() implements Message {}

  /**
   * What the sender knows, without any claim on what the receiver lacks.
   *
   * @param complete whether the sender has itself caught up
   * @param beyond whether the sender may hold what no vector tells, because it came from a disk
   */
  record Knowledge(VersionVector known, boolean complete, boolean beyond) implements Message {}

  /** A message of the consensus tier, opaque here. */
  record Consensus(byte[] payload) implements Message {}

  /** The sender leaves on purpose. */
  record Goodbye() implements Message {}
}
