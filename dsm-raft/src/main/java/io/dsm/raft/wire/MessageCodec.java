// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import io.dsm.cluster.NodeId;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.consensus.VoterId;
import io.microraft.RaftEndpoint;
import io.microraft.model.log.LogEntry;
import io.microraft.model.message.AppendEntriesFailureResponse;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.InstallSnapshotRequest;
import io.microraft.model.message.InstallSnapshotResponse;
import io.microraft.model.message.PreVoteRequest;
import io.microraft.model.message.PreVoteResponse;
import io.microraft.model.message.RaftMessage;
import io.microraft.model.message.TriggerLeaderElectionRequest;
import io.microraft.model.message.VoteRequest;
import io.microraft.model.message.VoteResponse;

/**
 * Messages between voters: version byte, kind byte, number of the log, numbers of the memories of
 * sender and addressee, term, then what the kind has.
 *
 * <p>The name of the sender is not on the wire: it is whom the transport names, so no voter can
 * speak for another.
 */
public final class MessageCodec {

  /** What MicroRaft calls the one group of voters of a cluster. */
  public static final String GROUP = "dsm";

  static final int VERSION = 2;

  private MessageCodec() {}

  /**
   * The bytes of a message, at most {@link WireLimits#MESSAGE_MAX}. Entries that do not fit are
   * left out: the answer tells the leader how far the follower got, and it sends the rest.
   */
  public static byte[] encode(long group, RaftEndpoint target, RaftMessage message) {
    // Twice the room: an entry is written before it is found to be too much.
    ByteWriter out = new ByteWriter(64 + bytesOf(message), 2 * WireLimits.MESSAGE_MAX);
    Kind kind = Kind.of(message);
    out.writeByte(VERSION)
        .writeByte(kind.code)
        .writeLong(group)
        .writeLong(VoterEndpoint.idOf(message.getSender()).memory())
        .writeLong(VoterEndpoint.idOf(target).memory())
        .writeVarInt(message.getTerm());
    switch (kind) {
      case APPEND -> ReplicationCodec.writeAppend(out, (AppendEntriesRequest) message);
      case APPENDED -> ReplicationCodec.writeAppended(out, (AppendEntriesSuccessResponse) message);
      case NOT_APPENDED ->
          ReplicationCodec.writeNotAppended(out, (AppendEntriesFailureResponse) message);
      case INSTALL -> ReplicationCodec.writeInstall(out, (InstallSnapshotRequest) message);
      case CHUNK_WANTED ->
          ReplicationCodec.writeChunkWanted(out, (InstallSnapshotResponse) message);
      case PRE_VOTE -> ElectionCodec.writePreVote(out, (PreVoteRequest) message);
      case PRE_VOTED -> out.writeBoolean(((PreVoteResponse) message).isGranted());
      case VOTE -> ElectionCodec.writeVote(out, (VoteRequest) message);
      case VOTED -> out.writeBoolean(((VoteResponse) message).isGranted());
      case TAKE_OVER -> ElectionCodec.writeTakeOver(out, (TriggerLeaderElectionRequest) message);
    }
    return out.toByteArray();
  }

  /** About how many bytes the entries of a message take, as far as it takes them along. */
  private static int bytesOf(RaftMessage message) {
    int bytes = 0;
    if (message instanceof AppendEntriesRequest append) {
      for (LogEntry entry : append.getLogEntries()) {
        bytes += LogCodec.bytesOf(entry) + 16;
        if (bytes > WireLimits.ENTRIES_BUDGET) {
          return WireLimits.ENTRIES_BUDGET;
        }
      }
    }
    return bytes;
  }

  /**
   * The message that {@code sender} sent.
   *
   * @throws MalformedBytes if it is none, of another version, or inconsistent in itself
   */
  public static Letter decode(NodeId sender, byte[] bytes) {
    if (bytes.length > WireLimits.MESSAGE_MAX) {
      throw new MalformedBytes("a message of " + bytes.length + " bytes");
    }
    ByteReader in = new ByteReader(bytes);
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new MalformedBytes("a message of version " + version + "; this is " + VERSION);
    }
    Kind kind = Kind.of(in.readUnsignedByte());
    long group = in.readLong();
    VoterId from = new VoterId(sender, readMemory(in));
    long to = readMemory(in);
    Envelope envelope = new Envelope(new VoterEndpoint(from), LogCodec.readTerm(in));
    RaftMessage message = readBody(kind, envelope, in);
    in.expectEnd();
    return new Letter(group, to, message);
  }

  private static long readMemory(ByteReader in) {
    long memory = in.readLong();
    if (memory < 0) {
      throw new MalformedBytes("a number of a memory over 63 bits");
    }
    return memory;
  }

  private static RaftMessage readBody(Kind kind, Envelope envelope, ByteReader in) {
    return switch (kind) {
      case APPEND -> ReplicationCodec.readAppend(envelope, in);
      case APPENDED -> ReplicationCodec.readAppended(envelope, in);
      case NOT_APPENDED -> ReplicationCodec.readNotAppended(envelope, in);
      case INSTALL -> ReplicationCodec.readInstall(envelope, in);
      case CHUNK_WANTED -> ReplicationCodec.readChunkWanted(envelope, in);
      case PRE_VOTE -> ElectionCodec.readPreVote(envelope, in);
      case PRE_VOTED -> ElectionCodec.readPreVoted(envelope, in);
      case VOTE -> ElectionCodec.readVote(envelope, in);
      case VOTED -> ElectionCodec.readVoted(envelope, in);
      case TAKE_OVER -> ElectionCodec.readTakeOver(envelope, in);
    };
  }

  /** What every message has. */
  record Envelope(VoterEndpoint sender, int term) {}

  /** The closed table of messages. Codes are never reused. */
  enum Kind {
    APPEND(1, AppendEntriesRequest.class),
    APPENDED(2, AppendEntriesSuccessResponse.class),
    NOT_APPENDED(3, AppendEntriesFailureResponse.class),
    INSTALL(4, InstallSnapshotRequest.class),
    CHUNK_WANTED(5, InstallSnapshotResponse.class),
    PRE_VOTE(6, PreVoteRequest.class),
    PRE_VOTED(7, PreVoteResponse.class),
    VOTE(8, VoteRequest.class),
    VOTED(9, VoteResponse.class),
    TAKE_OVER(10, TriggerLeaderElectionRequest.class);

    private static final Kind[] ALL = values();

    final int code;
    final Class<? extends RaftMessage> type;

    Kind(int code, Class<? extends RaftMessage> type) {
      this.code = code;
      this.type = type;
    }

    static Kind of(RaftMessage message) {
      for (Kind kind : ALL) {
        if (kind.type.isInstance(message)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          message.getClass() + " has no encoding; the table of messages is closed");
    }

    static Kind of(int code) {
      if (code < 1 || code > ALL.length) {
        throw new MalformedBytes("a message of unknown kind " + code);
      }
      return ALL[code - 1];
    }
  }
}
