// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.message.AppendEntriesFailureResponse;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.AppendEntriesSuccessResponse;
import io.microraft.model.message.InstallSnapshotRequest;
import io.microraft.model.message.InstallSnapshotRequest.InstallSnapshotRequestBuilder;
import io.microraft.model.message.InstallSnapshotResponse;
import io.microraft.model.message.RaftMessage;
import java.util.ArrayList;
import java.util.List;

/** Bodies of the messages that copy the log and snapshots. */
final class ReplicationCodec {

  private static final int TAG_END = 0;
  private static final int TAG_ENTRY = 1;

  private ReplicationCodec() {}

  static void writeAppend(ByteWriter out, AppendEntriesRequest message) {
    out.writeVarInt(message.getPreviousLogTerm())
        .writeVarLong(message.getPreviousLogIndex())
        .writeVarLong(message.getCommitIndex())
        .writeVarLong(message.getQuerySequenceNumber())
        .writeVarLong(message.getFlowControlSequenceNumber());
    int entries = 0;
    for (LogEntry entry : message.getLogEntries()) {
      int before = out.size();
      LogCodec.writeEntry(out.writeByte(TAG_ENTRY), entry);
      if (entries > 0 && out.size() > WireLimits.ENTRIES_BUDGET) {
        out.truncate(before);
        break;
      }
      entries++;
    }
    out.writeByte(TAG_END);
  }

  static RaftMessage readAppend(MessageCodec.Envelope envelope, ByteReader in) {
    int previousTerm = LogCodec.readTerm(in);
    long previousIndex = LogCodec.readIndex(in);
    long commitIndex = LogCodec.readIndex(in);
    long query = LogCodec.readIndex(in);
    long flow = LogCodec.readIndex(in);
    if (previousTerm > envelope.term() || previousIndex > Long.MAX_VALUE / 2) {
      throw new MalformedBytes("entry " + previousIndex + " of term " + previousTerm);
    }
    return LogCodec.model()
        .createAppendEntriesRequestBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setPreviousLogTerm(previousTerm)
        .setPreviousLogIndex(previousIndex)
        .setCommitIndex(commitIndex)
        .setQuerySequenceNumber(query)
        .setFlowControlSequenceNumber(flow)
        .setLogEntries(readEntries(envelope.term(), previousTerm, previousIndex, in))
        .build();
  }

  // Terms never fall along a log, nor exceed the sender's: MicroRaft relies on it without a check.
  private static List<LogEntry> readEntries(
      int term, int previousTerm, long previousIndex, ByteReader in) {
    List<LogEntry> entries = new ArrayList<>();
    int last = previousTerm;
    for (int tag = in.readUnsignedByte(); tag != TAG_END; tag = in.readUnsignedByte()) {
      if (tag != TAG_ENTRY) {
        throw new MalformedBytes("an entry with tag " + tag);
      }
      LogEntry entry = LogCodec.readEntry(in, previousIndex + 1 + entries.size());
      if (entry.getTerm() < last || entry.getTerm() > term) {
        throw new MalformedBytes("an entry of term " + entry.getTerm() + " after term " + last);
      }
      last = entry.getTerm();
      entries.add(entry);
    }
    return entries;
  }

  static void writeAppended(ByteWriter out, AppendEntriesSuccessResponse message) {
    out.writeVarLong(message.getLastLogIndex())
        .writeVarLong(message.getQuerySequenceNumber())
        .writeVarLong(message.getFlowControlSequenceNumber());
  }

  static RaftMessage readAppended(MessageCodec.Envelope envelope, ByteReader in) {
    return LogCodec.model()
        .createAppendEntriesSuccessResponseBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setLastLogIndex(LogCodec.readIndex(in))
        .setQuerySequenceNumber(LogCodec.readIndex(in))
        .setFlowControlSequenceNumber(LogCodec.readIndex(in))
        .build();
  }

  static void writeNotAppended(ByteWriter out, AppendEntriesFailureResponse message) {
    out.writeVarLong(message.getExpectedNextIndex())
        .writeVarLong(message.getQuerySequenceNumber())
        .writeVarLong(message.getFlowControlSequenceNumber());
  }

  static RaftMessage readNotAppended(MessageCodec.Envelope envelope, ByteReader in) {
    return LogCodec.model()
        .createAppendEntriesFailureResponseBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setExpectedNextIndex(LogCodec.readIndex(in))
        .setQuerySequenceNumber(LogCodec.readIndex(in))
        .setFlowControlSequenceNumber(LogCodec.readIndex(in))
        .build();
  }

  static void writeInstall(ByteWriter out, InstallSnapshotRequest message) {
    out.writeBoolean(message.isSenderLeader())
        .writeVarInt(message.getSnapshotTerm())
        .writeVarLong(message.getSnapshotIndex())
        .writeVarInt(message.getTotalSnapshotChunkCount());
    SnapshotChunk chunk = message.getSnapshotChunk();
    out.writeBoolean(chunk != null);
    if (chunk != null) {
      LogCodec.writeChunk(out, chunk);
    }
    LogCodec.writeEndpoints(out, message.getSnapshottedMembers());
    LogCodec.writeMembers(out, message.getGroupMembersView());
    out.writeVarLong(message.getQuerySequenceNumber())
        .writeVarLong(message.getFlowControlSequenceNumber());
  }

  static RaftMessage readInstall(MessageCodec.Envelope envelope, ByteReader in) {
    InstallSnapshotRequestBuilder builder =
        LogCodec.model()
            .createInstallSnapshotRequestBuilder()
            .setGroupId(MessageCodec.GROUP)
            .setSender(envelope.sender())
            .setTerm(envelope.term())
            .setSenderLeader(in.readBoolean());
    int term = LogCodec.readTerm(in);
    long index = LogCodec.readIndex(in);
    int count = LogCodec.readNumber(in, WireLimits.PIECES_MAX);
    if (count == 0 || index == 0 || term > envelope.term()) {
      throw new MalformedBytes("a snapshot of " + count + " chunks at index " + index);
    }
    builder.setSnapshotTerm(term).setSnapshotIndex(index).setTotalSnapshotChunkCount(count);
    if (in.readBoolean()) {
      builder.setSnapshotChunk(readChunkOf(term, index, count, in));
    }
    return builder
        .setSnapshottedMembers(LogCodec.readEndpoints(in))
        .setGroupMembersView(LogCodec.readMembers(in))
        .setQuerySequenceNumber(LogCodec.readIndex(in))
        .setFlowControlSequenceNumber(LogCodec.readIndex(in))
        .build();
  }

  private static SnapshotChunk readChunkOf(int term, long index, int count, ByteReader in) {
    SnapshotChunk chunk = LogCodec.readChunk(in);
    if (chunk.getTerm() != term
        || chunk.getIndex() != index
        || chunk.getSnapshotChunkCount() != count) {
      throw new MalformedBytes("a chunk of another snapshot");
    }
    return chunk;
  }

  static void writeChunkWanted(ByteWriter out, InstallSnapshotResponse message) {
    out.writeVarLong(message.getSnapshotIndex())
        .writeVarInt(message.getRequestedSnapshotChunkIndex())
        .writeVarLong(message.getQuerySequenceNumber())
        .writeVarLong(message.getFlowControlSequenceNumber());
  }

  static RaftMessage readChunkWanted(MessageCodec.Envelope envelope, ByteReader in) {
    return LogCodec.model()
        .createInstallSnapshotResponseBuilder()
        .setGroupId(MessageCodec.GROUP)
        .setSender(envelope.sender())
        .setTerm(envelope.term())
        .setSnapshotIndex(LogCodec.readIndex(in))
        .setRequestedSnapshotChunkIndex(LogCodec.readNumber(in, WireLimits.PIECES_MAX))
        .setQuerySequenceNumber(LogCodec.readIndex(in))
        .setFlowControlSequenceNumber(LogCodec.readIndex(in))
        .build();
  }
}
