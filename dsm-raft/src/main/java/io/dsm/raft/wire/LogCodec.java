// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.consensus.VoterId;
import io.microraft.MembershipChangeMode;
import io.microraft.RaftEndpoint;
import io.microraft.model.RaftModelFactory;
import io.microraft.model.groupop.UpdateRaftGroupMembersOp;
import io.microraft.model.impl.DefaultRaftModelFactory;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Parts that messages and records of the journal have in common. All methods are pure.
 *
 * <p>Numbers are varints; indexes and terms are never negative; a voter is a name of at most {@link
 * WireLimits#NAME_MAX} bytes and the number of its memory.
 */
public final class LogCodec {

  private static final RaftModelFactory MODEL = new DefaultRaftModelFactory();

  private static final int NEW_TERM = 0;
  private static final int COMMAND = 1;
  private static final int UPDATE_MEMBERS = 2;
  private static final int BATCH_OF_COMMANDS = 3;

  /** Commands that one entry may hold at most. */
  public static final int BATCH = 4_096;

  /** What the commands of one entry may take together, see {@link #bytesInBatch}. */
  public static final int BATCH_BYTES = WireLimits.COMMAND_MAX;

  private LogCodec() {}

  /** The one model factory: plain objects without behaviour. */
  public static RaftModelFactory model() {
    return MODEL;
  }

  public static void writeEndpoint(ByteWriter out, RaftEndpoint endpoint) {
    VoterId voter = VoterEndpoint.idOf(endpoint);
    out.writeString(voter.node().value()).writeVarLong(voter.memory());
  }

  public static VoterEndpoint readEndpoint(ByteReader in) {
    try {
      NodeId node = new NodeId(in.readString(WireLimits.NAME_MAX));
      return new VoterEndpoint(new VoterId(node, readIndex(in)));
    } catch (DsmException.Rejected e) {
      throw new MalformedBytes("the name of a voter is not legal", e);
    }
  }

  public static void writeEndpoints(ByteWriter out, Collection<RaftEndpoint> endpoints) {
    out.writeVarInt(endpoints.size());
    for (RaftEndpoint endpoint : endpoints) {
      writeEndpoint(out, endpoint);
    }
  }

  public static Collection<RaftEndpoint> readEndpoints(ByteReader in) {
    int count = in.readCount(3);
    if (count > WireLimits.MEMBERS_MAX) {
      throw new MalformedBytes("a group of " + count + " members");
    }
    Collection<RaftEndpoint> endpoints = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      if (!endpoints.add(readEndpoint(in))) {
        throw new MalformedBytes("a member named twice");
      }
    }
    return endpoints;
  }

  public static void writeMembers(ByteWriter out, RaftGroupMembersView view) {
    out.writeVarLong(view.getLogIndex());
    writeEndpoints(out, view.getMembers());
    writeEndpoints(out, view.getVotingMembers());
  }

  public static RaftGroupMembersView readMembers(ByteReader in) {
    return MODEL
        .createRaftGroupMembersViewBuilder()
        .setLogIndex(readIndex(in))
        .setMembers(readEndpoints(in))
        .setVotingMembers(readEndpoints(in))
        .build();
  }

  /** About how many bytes the operation of an entry takes, if it is a large one. */
  public static int bytesOf(LogEntry entry) {
    return switch (entry.getOperation()) {
      case Operation.Command command -> command.bytes().length;
      case Operation.Batch batch -> bytesOf(batch.commands());
      default -> 0;
    };
  }

  private static int bytesOf(List<byte[]> commands) {
    int bytes = 0;
    for (byte[] command : commands) {
      bytes += bytesInBatch(command);
    }
    return bytes;
  }

  /** What a command takes among others in one entry, at most. */
  public static int bytesInBatch(byte[] command) {
    return command.length + 3;
  }

  /** Writes term and operation; whoever reads knows the index. */
  public static void writeEntry(ByteWriter out, LogEntry entry) {
    out.writeVarInt(entry.getTerm());
    writeOperation(out, entry.getOperation());
  }

  public static LogEntry readEntry(ByteReader in, long index) {
    return MODEL
        .createLogEntryBuilder()
        .setIndex(index)
        .setTerm(readTerm(in))
        .setOperation(readOperation(in))
        .build();
  }

  public static void writeChunk(ByteWriter out, SnapshotChunk chunk) {
    out.writeVarLong(chunk.getIndex())
        .writeVarInt(chunk.getTerm())
        .writeVarInt(chunk.getSnapshotChunkIndex())
        .writeVarInt(chunk.getSnapshotChunkCount());
    writeMembers(out, chunk.getGroupMembersView());
    out.writeBytes((byte[]) chunk.getOperation());
  }

  public static SnapshotChunk readChunk(ByteReader in) {
    long index = readIndex(in);
    int term = readTerm(in);
    int chunk = readNumber(in, WireLimits.PIECES_MAX);
    int count = readNumber(in, WireLimits.PIECES_MAX);
    if (index == 0 || chunk >= count) {
      throw new MalformedBytes("chunk " + chunk + " of " + count + " at index " + index);
    }
    return MODEL
        .createSnapshotChunkBuilder()
        .setIndex(index)
        .setTerm(term)
        .setSnapshotChunkIndex(chunk)
        .setSnapshotChunkCount(count)
        .setGroupMembersView(readMembers(in))
        .setOperation(in.readBytes(WireLimits.PIECE_MAX + 16))
        .build();
  }

  public static long readIndex(ByteReader in) {
    long index = in.readVarLong();
    if (index < 0) {
      throw new MalformedBytes("an index over 63 bits");
    }
    return index;
  }

  public static int readTerm(ByteReader in) {
    return readNumber(in, Integer.MAX_VALUE);
  }

  static int readNumber(ByteReader in, int max) {
    int number = in.readVarInt();
    if (number < 0 || number > max) {
      throw new MalformedBytes("a number over " + max);
    }
    return number;
  }

  static void writeOperation(ByteWriter out, Object operation) {
    if (operation instanceof Operation.Command command) {
      out.writeByte(COMMAND).writeBytes(command.bytes());
    } else if (operation instanceof Operation.Batch batch) {
      out.writeByte(BATCH_OF_COMMANDS).writeVarInt(batch.commands().size());
      batch.commands().forEach(out::writeBytes);
    } else if (operation instanceof Operation.NewTerm) {
      out.writeByte(NEW_TERM);
    } else if (operation instanceof UpdateRaftGroupMembersOp update) {
      out.writeByte(UPDATE_MEMBERS);
      writeEndpoints(out, update.getMembers());
      writeEndpoints(out, update.getVotingMembers());
      writeEndpoint(out, update.getEndpoint());
      out.writeByte(codeOf(update.getMode()));
    } else {
      throw new IllegalArgumentException(
          "operation of "
              + operation.getClass()
              + " has no encoding; the table of kinds is closed");
    }
  }

  static Object readOperation(ByteReader in) {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case NEW_TERM -> new Operation.NewTerm();
      case COMMAND -> new Operation.Command(in.readBytes(WireLimits.COMMAND_MAX));
      case BATCH_OF_COMMANDS -> readBatch(in);
      case UPDATE_MEMBERS -> readUpdate(in);
      default -> throw new MalformedBytes("an operation of unknown kind " + kind);
    };
  }

  private static Operation.Batch readBatch(ByteReader in) {
    int count = in.readCount(1);
    if (count == 0 || count > BATCH) {
      throw new MalformedBytes("an entry of " + count + " commands");
    }
    List<byte[]> commands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      commands.add(in.readBytes(WireLimits.COMMAND_MAX));
    }
    return new Operation.Batch(commands);
  }

  private static UpdateRaftGroupMembersOp readUpdate(ByteReader in) {
    return MODEL
        .createUpdateRaftGroupMembersOpBuilder()
        .setMembers(readEndpoints(in))
        .setVotingMembers(readEndpoints(in))
        .setEndpoint(readEndpoint(in))
        .setMode(modeOf(in.readUnsignedByte()))
        .build();
  }

  // Codes of our own: the order of a foreign enumeration is no format.
  private static int codeOf(MembershipChangeMode mode) {
    return switch (mode) {
      case ADD_LEARNER -> 1;
      case ADD_OR_PROMOTE_TO_FOLLOWER -> 2;
      case REMOVE_MEMBER -> 3;
    };
  }

  private static MembershipChangeMode modeOf(int code) {
    return switch (code) {
      case 1 -> MembershipChangeMode.ADD_LEARNER;
      case 2 -> MembershipChangeMode.ADD_OR_PROMOTE_TO_FOLLOWER;
      case 3 -> MembershipChangeMode.REMOVE_MEMBER;
      default -> throw new MalformedBytes("an unknown change of members " + code);
    };
  }
}
