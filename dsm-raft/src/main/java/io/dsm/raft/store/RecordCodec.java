// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.store;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.raft.wire.LogCodec;
import io.dsm.raft.wire.VoterEndpoint;
import io.dsm.raft.wire.WireLimits;
import io.microraft.RaftEndpoint;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import io.microraft.model.persistence.RaftEndpointPersistentState;
import io.microraft.model.persistence.RaftTermPersistentState;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records of the journal of a voter: version byte, then what the kind has. Kinds are never reused.
 */
final class RecordCodec {

  static final int ENDPOINT = 1;
  static final int MEMBERS = 2;
  static final int TERM = 3;
  static final int ENTRY = 4;
  static final int TRUNCATE = 5;
  static final int CHUNK = 6;
  static final int COMMITTED = 7;

  private static final int VERSION = 2;

  private RecordCodec() {}

  static byte[] endpoint(RaftEndpointPersistentState state) {
    return record(
        out -> {
          LogCodec.writeEndpoint(out, state.getLocalEndpoint());
          out.writeBoolean(state.isVoting());
        });
  }

  static byte[] members(RaftGroupMembersView view) {
    return record(out -> LogCodec.writeMembers(out, view));
  }

  static byte[] term(RaftTermPersistentState state) {
    return record(
        out -> {
          RaftEndpoint votedFor = state.getVotedFor();
          out.writeVarInt(state.getTerm()).writeBoolean(votedFor != null);
          if (votedFor != null) {
            LogCodec.writeEndpoint(out, votedFor);
          }
        });
  }

  static byte[] entry(LogEntry entry) {
    int bytes = LogCodec.bytesOf(entry);
    return record(bytes, out -> LogCodec.writeEntry(out.writeVarLong(entry.getIndex()), entry));
  }

  static byte[] index(long index) {
    return record(out -> out.writeVarLong(index));
  }

  static byte[] chunk(SnapshotChunk chunk) {
    return record(out -> LogCodec.writeChunk(out, chunk));
  }

  /** Shows one record to the recovered image. */
  static void read(int kind, byte[] payload, Image image) {
    ByteReader in = new ByteReader(payload);
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new MalformedBytes("a record of version " + version + "; this is " + VERSION);
    }
    switch (kind) {
      case ENDPOINT -> image.endpoint(readEndpoint(in));
      case MEMBERS -> image.members(LogCodec.readMembers(in));
      case TERM -> image.term(readTerm(in));
      case ENTRY -> image.append(LogCodec.readEntry(in, LogCodec.readIndex(in)));
      case TRUNCATE -> image.truncateFrom(LogCodec.readIndex(in));
      case CHUNK -> {
        image.chunk(LogCodec.readChunk(in));
        image.completeSnapshot();
      }
      case COMMITTED -> image.committed(LogCodec.readIndex(in));
      default -> throw new MalformedBytes("a record of unknown kind " + kind);
    }
    in.expectEnd();
  }

  private static RaftEndpointPersistentState readEndpoint(ByteReader in) {
    return LogCodec.model()
        .createRaftEndpointPersistentStateBuilder()
        .setLocalEndpoint(LogCodec.readEndpoint(in))
        .setVoting(in.readBoolean())
        .build();
  }

  private static RaftTermPersistentState readTerm(ByteReader in) {
    int term = LogCodec.readTerm(in);
    return termState(term, in.readBoolean() ? LogCodec.readEndpoint(in) : null);
  }

  @SuppressWarnings("NullAway") // MicroRaft takes null for "voted for nobody".
  static RaftTermPersistentState termState(int term, @Nullable VoterEndpoint votedFor) {
    return LogCodec.model()
        .createRaftTermPersistentStateBuilder()
        .setTerm(term)
        .setVotedFor(votedFor)
        .build();
  }

  private static byte[] record(Consumer<ByteWriter> body) {
    return record(0, body);
  }

  /** A record whose operation takes about so many bytes. */
  private static byte[] record(int bytes, Consumer<ByteWriter> body) {
    ByteWriter out = new ByteWriter(64 + bytes, 2 * WireLimits.MESSAGE_MAX);
    out.writeByte(VERSION);
    body.accept(out);
    return out.toByteArray();
  }
}
