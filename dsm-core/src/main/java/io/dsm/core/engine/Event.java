// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.engine;

import io.dsm.cluster.ClusterView;
import io.dsm.cluster.Member;
import io.dsm.core.command.Caller;
import io.dsm.core.command.Command;
import io.dsm.core.replication.Operation;
import io.dsm.core.transport.Message;

/** Everything that can happen to the eventual tier of a node. Each has one handler. */
public sealed interface Event {

  /** A caller wants a register written. */
  record PutRequested(Command.Put command, Caller caller) implements Event {}

  /** A caller wants a register removed. */
  record RemoveRequested(Command.Remove command, Caller caller) implements Event {}

  /** A caller wants a CRDT updated. */
  record UpdateRequested(Command.Update command, Caller caller) implements Event {}

  /** A caller wants an exported delta joined. */
  record MergeRequested(Command.Merge command, Caller caller) implements Event {}

  /** A caller wants a delta exported. */
  record ExportRequested(Command.Export command, Caller caller) implements Event {}

  /** A collection was declared on this node. */
  record CollectionOpened(Replica replica) implements Event {}

  /** The node serves from now on. */
  record Started() implements Event {}

  /** The node stops: nobody shall wait any longer. */
  record Stopping() implements Event {}

  /**
   * Other members are visible than before.
   *
   * @param merged whether groups that had been apart have met
   */
  record ViewChanged(ClusterView view, boolean merged) implements Event {}

  /** Groups met a moment ago: by now everybody should see everybody. */
  record ViewSettled() implements Event {}

  /** Operations have come. */
  record DeltaReceived(Member sender, Message.Delta delta) implements Event {}

  /** A peer told in short what it knows. */
  record DigestReceived(Member sender, Message.Digest digest) implements Event {}

  /** A peer told in full what it knows. */
  record VectorReceived(Member sender, Message.Vector vector) implements Event {}

  /** A peer told what its collections hold. */
  record FingerprintsReceived(Member sender, Message.Fingerprints fingerprints) implements Event {}

  /** A peer has acknowledged operations of this node. */
  record AckReceived(Member sender, Message.Ack ack) implements Event {}

  /** A peer told what it believes collections to be. */
  record SchemaReceived(Member sender, Message.Schema schema) implements Event {}

  /** A peer found that this node lacks what no log has any more. */
  record RepairAdvised(Member sender) implements Event {}

  /** A peer asks about ranges of keys. */
  record RangeAskReceived(Member sender, Message.RangeAsk ask) implements Event {}

  /** A peer has answered a question about ranges of keys. */
  record RangeAnswerReceived(Member sender, Message.RangeAnswer answer) implements Event {}

  /**
   * It is time to look after the comparison with a peer.
   *
   * @param session its number
   * @param periodic whether this comes again and again while it lasts
   */
  record RangeTick(long session, boolean periodic) implements Event {}

  /** A peer that has just come wants to know what this node knows. */
  record KnowledgeAsked(Member sender) implements Event {}

  /** A peer told what it knows. */
  record KnowledgeTold(Member sender, Message.Knowledge knowledge) implements Event {}

  /** A peer leaves on purpose. */
  record GoodbyeReceived(Member sender) implements Event {}

  /** It is time to compare with peers and to clean up. */
  record RepairTick() implements Event {}

  /** It is time to end values whose lifetime is over. */
  record ExpiryTick() implements Event {}

  /** What the journal kept of earlier lives; comes before {@link Started}, or after an opening. */
  record ContentRecovered(java.util.List<Operation> operations) implements Event {}

  /** The journal takes changes, or refuses them, other than before. */
  record JournalChanged(JournalState now) implements Event {}

  /** That operation of this node, for which a caller waits, is durable here. */
  record OperationDurable(long operation) implements Event {}

  /** A caller has waited long enough for acknowledgements of that operation of this node. */
  record AckTimedOut(long operation) implements Event {}
}
