// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.CollectionAddress;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Stability;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.clock.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Frames of messages: protocol version, type, content. The table of types is closed; a number once
 * used is never used for another type.
 */
public final class MessageCodec {

  /** Frames of another version are refused. */
  public static final int PROTOCOL = 1;

  private static final int DELTA = 1;
  private static final int DIGEST = 2;
  private static final int VECTOR = 3;
  private static final int ACK = 4;
  private static final int SCHEMA = 5;
  // 6 to 9 were snapshots that were pushed.
  private static final int CONSENSUS = 10;
  private static final int GOODBYE = 11;
  private static final int FINGERPRINTS = 12;
  private static final int REPAIR_ADVISED = 13;
  private static final int RANGE_ASK = 14;
  private static final int RANGE_ANSWER = 15;
  private static final int KNOWLEDGE_ASK = 16;
  private static final int KNOWLEDGE = 17;
  private static final int SCHEMA_BYTES_MAX = 1024;

  /** What is set aside for a message before it is written. */
  private static final int ROOM_MAX = 64 << 10;

  private MessageCodec() {}

  /** The frame of a message. */
  public static byte[] encode(Message message) {
    int about = (int) Math.min(MessageWeights.of(message), ROOM_MAX);
    ByteWriter out = new ByteWriter(about, ByteWriter.DEFAULT_LIMIT);
    out.writeByte(PROTOCOL);
    write(out, message);
    return out.toByteArray();
  }

  private static void write(ByteWriter out, Message message) {
    switch (message) {
      case Message.Delta delta -> {
        Members.write(out.writeByte(DELTA), delta.origin());
        out.writeVarLong(delta.first()).writeBoolean(delta.acknowledge());
        OperationCodec.write(out, delta.operations());
      }
      case Message.Digest digest -> writeDigest(out.writeByte(DIGEST), digest);
      case Message.Vector vector -> {
        out.writeByte(VECTOR).writeBoolean(vector.ask()).writeBoolean(vector.urgent());
        Vectors.write(out, vector.known());
      }
      case Message.Ack ack -> out.writeByte(ACK).writeVarLong(ack.through());
      case Message.Schema schema -> writeSchema(out.writeByte(SCHEMA), schema.declarations());
      case Message.RepairAdvised _ -> out.writeByte(REPAIR_ADVISED);
      case Message.RangeAsk ask -> {
        out.writeByte(RANGE_ASK).writeLong(ask.session()).writeVarInt(ask.step());
        RangeCodec.write(out, ask.query());
      }
      case Message.RangeAnswer answer -> {
        out.writeByte(RANGE_ANSWER).writeLong(answer.session()).writeVarInt(answer.step());
        RangeAnswerCodec.write(out, answer.result());
      }
      case Message.KnowledgeAsk _ -> out.writeByte(KNOWLEDGE_ASK);
      case Message.Knowledge knowledge ->
          Vectors.write(
              out.writeByte(KNOWLEDGE)
                  .writeBoolean(knowledge.complete())
                  .writeBoolean(knowledge.beyond()),
              knowledge.known());
      case Message.Consensus consensus -> out.writeByte(CONSENSUS).writeRaw(consensus.payload());
      case Message.Fingerprints fingerprints -> {
        out.writeByte(FINGERPRINTS);
        out.writeVarInt(fingerprints.contents().size());
        fingerprints
            .contents()
            .forEach((tag, content) -> OperationCodec.writeTag(out, tag).writeLong(content));
      }
      case Message.Goodbye _ -> out.writeByte(GOODBYE);
    }
  }

  /**
   * The message of a frame.
   *
   * @throws MalformedBytes if the frame is of another protocol version or makes no sense
   */
  public static Message decode(byte[] frame) {
    ByteReader in = new ByteReader(frame);
    int protocol = in.readUnsignedByte();
    if (protocol != PROTOCOL) {
      throw new MalformedBytes(
          "protocol version " + protocol + ", this node speaks " + PROTOCOL + " only");
    }
    Message message = read(in);
    in.expectEnd();
    return message;
  }

  private static Message read(ByteReader in) {
    int type = in.readUnsignedByte();
    return switch (type) {
      case DELTA -> readDelta(in);
      case DIGEST -> readDigest(in);
      case VECTOR -> {
        boolean ask = in.readBoolean();
        boolean urgent = in.readBoolean();
        yield new Message.Vector(Vectors.read(in), ask, urgent);
      }
      case ACK -> new Message.Ack(positive(in.readVarLong()));
      case SCHEMA -> new Message.Schema(readSchema(in));
      case REPAIR_ADVISED -> new Message.RepairAdvised();
      case RANGE_ASK ->
          new Message.RangeAsk(in.readLong(), counted(in.readVarInt()), RangeCodec.read(in));
      case RANGE_ANSWER ->
          new Message.RangeAnswer(
              in.readLong(), counted(in.readVarInt()), RangeAnswerCodec.read(in));
      case KNOWLEDGE_ASK -> new Message.KnowledgeAsk();
      case KNOWLEDGE -> {
        boolean complete = in.readBoolean();
        boolean beyond = in.readBoolean();
        yield new Message.Knowledge(Vectors.read(in), complete, beyond);
      }
      case CONSENSUS -> new Message.Consensus(in.readRaw(in.remaining()));
      case FINGERPRINTS -> readFingerprints(in);
      case GOODBYE -> new Message.Goodbye();
      default -> throw new MalformedBytes("no message of type " + type);
    };
  }

  private static void writeDigest(ByteWriter out, Message.Digest digest) {
    Stability.Progress progress = digest.progress();
    out.writeLong(digest.root()).writeLong(digest.content()).writeBoolean(progress != null);
    if (progress != null) {
      out.writeVarLong(progress.last());
      out.writeVarLong(progress.atMillis()).writeVarLong(progress.passedMillis());
      out.writeLong(progress.gone());
    }
  }

  private static Message readDigest(ByteReader in) {
    long root = in.readLong();
    long content = in.readLong();
    return new Message.Digest(
        root,
        content,
        in.readBoolean()
            ? new Stability.Progress(
                in.readVarLong(), in.readVarLong(), in.readVarLong(), in.readLong())
            : null);
  }

  private static Message readDelta(ByteReader in) {
    var origin = Members.read(in);
    long first = positive(in.readVarLong());
    boolean acknowledge = in.readBoolean();
    return new Message.Delta(origin, first, OperationCodec.read(in), acknowledge);
  }

  private static void writeSchema(ByteWriter out, List<Declaration> declarations) {
    out.writeVarInt(declarations.size());
    for (Declaration declaration : declarations) {
      OperationCodec.writeAddress(out, declaration.address());
      out.writeString(declaration.schemaId()).writeString(declaration.kind());
    }
  }

  private static List<Declaration> readSchema(ByteReader in) {
    List<Declaration> declarations = new ArrayList<>();
    for (int i = in.readCount(8); i > 0; i--) {
      CollectionAddress address = OperationCodec.readAddress(in);
      declarations.add(
          new Declaration(
              address, in.readString(SCHEMA_BYTES_MAX), in.readString(SCHEMA_BYTES_MAX)));
    }
    return declarations;
  }

  private static Message readFingerprints(ByteReader in) {
    Map<Tag, Long> contents = new HashMap<>();
    for (int i = in.readCount(15); i > 0; i--) {
      contents.put(OperationCodec.readTag(in), in.readLong());
    }
    return new Message.Fingerprints(contents);
  }

  private static long positive(long number) {
    if (number <= 0) {
      throw new MalformedBytes("a number of " + number + " where one from 1 is due");
    }
    return number;
  }

  private static int counted(int number) {
    if (number < 0) {
      throw new MalformedBytes("a count of " + number);
    }
    return number;
  }
}
