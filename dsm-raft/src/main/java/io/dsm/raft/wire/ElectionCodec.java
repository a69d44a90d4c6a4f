// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.microraft.model.message.PreVoteRequest;
import io.microraft.model.message.RaftMessage;
import io.microraft.model.message.TriggerLeaderElectionRequest;
import io.microraft.model.message.VoteRequest;

/** Bodies of the messages that elect a leader. */
final class ElectionCodec {

  private ElectionCodec() {}

  static void writePreVote(ByteWriter out, PreVoteRequest message) {
    out.writeVarInt(message.getLastLogTerm()).writeVarLong(message.getLastLogIndex());
  }

  static RaftMessage readPreVote(MessageCodec.Envelope envelope, ByteReader in) {
    return LogCodec.model()
        .createPreVoteRequestBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setLastLogTerm(LogCodec.readTerm(in))
        .setLastLogIndex(LogCodec.readIndex(in))
        .build();
  }

  static RaftMessage readPreVoted(MessageCodec.Envelope envelope, ByteReader in) {
    return LogCodec.model()
        .createPreVoteResponseBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setGranted(in.readBoolean())
        .build();
  }

  static void writeVote(ByteWriter out, VoteRequest message) {
    out.writeVarInt(message.getLastLogTerm())
        .writeVarLong(message.getLastLogIndex())
        .writeBoolean(message.isSticky());
  }

  static RaftMessage readVote(MessageCodec.Envelope envelope, ByteReader in) {
    return LogCodec.model()
        .createVoteRequestBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setLastLogTerm(LogCodec.readTerm(in))
        .setLastLogIndex(LogCodec.readIndex(in))
        .setSticky(in.readBoolean())
        .build();
  }

  static RaftMessage readVoted(MessageCodec.Envelope envelope, ByteReader in) {
    return LogCodec.model()
        .createVoteResponseBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setGranted(in.readBoolean())
        .build();
  }

  static void writeTakeOver(ByteWriter out, TriggerLeaderElectionRequest message) {
    out.writeVarInt(message.getLastLogTerm()).writeVarLong(message.getLastLogIndex());
  }

  static RaftMessage readTakeOver(MessageCodec.Envelope envelope, ByteReader in) {
    return LogCodec.model()
        .createTriggerLeaderElectionRequestBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setLastLogTerm(LogCodec.readTerm(in))
        .setLastLogIndex(LogCodec.readIndex(in))
        .build();
  }
}
