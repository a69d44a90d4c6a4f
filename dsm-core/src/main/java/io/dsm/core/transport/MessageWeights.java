// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

/** What messages count for in a queue that is bounded in bytes. */
final class MessageWeights {

  /** A message without operations. */
  private static final int SMALL = 128;

  private MessageWeights() {}

  /** About how many bytes a message takes while it waits. */
  static long of(Message message) {
    return SMALL
        + switch (message) {
          case Message.Delta delta -> RangeWeights.of(delta.operations());
          case Message.RangeAsk(long _, int _, RangeQuery query) -> RangeWeights.of(query);
          case Message.RangeAnswer(long _, int _, RangeResult result) -> RangeWeights.of(result);
          case Message.Knowledge knowledge -> 64L * knowledge.known().counters().size();
          case Message.Consensus consensus -> consensus.payload().length;
          case Message.Vector vector -> 64L * vector.known().counters().size();
          case Message.Schema schema -> 128L * schema.declarations().size();
          case Message.Fingerprints fingerprints -> 128L * fingerprints.contents().size();
          case Message.Digest _,
              Message.Ack _,
              Message.RepairAdvised _,
              Message.KnowledgeAsk _,
              Message.Goodbye _ ->
              0;
        };
  }
}
