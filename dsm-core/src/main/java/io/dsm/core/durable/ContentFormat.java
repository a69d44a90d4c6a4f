// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.durable;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.clock.Versions;
import io.dsm.core.types.register.RegisterRecord;

/**
 * Records of the content journal. Every payload begins with its version, 1. Numbers are varints,
 * texts have their length before them.
 *
 * <pre>
 * kind 1  DECLARED  collection number; tenant, application, collection; schema id; kind
 * kind 2  WRITE     collection number; key; origin (node, incarnation); stamp; flags, expiry, value
 * kind 3  JOIN      collection number; key; encoded state or delta of the CRDT
 * kind 4  REBUILD   1: content was lost and is owed by peers; 0: they have given it
 * </pre>
 *
 * A collection is declared before any record names its number. Records are idempotent, so that a
 * checkpoint may hold later content than its number says.
 */
final class ContentFormat {

  static final int DECLARED = 1;
  static final int WRITE = 2;
  static final int JOIN = 3;
  static final int REBUILD = 4;

  /** Longest payload: what the journal takes. */
  static final int LIMIT = 64 << 20;

  private static final int VERSION = 1;
  private static final int KEY_BYTES_MAX = 512 * 3;
  private static final int NAME_BYTES_MAX = 64;
  private static final int SCHEMA_BYTES_MAX = 64 << 10;

  private ContentFormat() {}

  /** What {@link #DECLARED} says. */
  record Declared(int number, Declaration declaration) {}

  static byte[] declared(int number, Declaration declaration) {
    CollectionAddress address = declaration.address();
    return begin(number)
        .writeString(address.tenantId())
        .writeString(address.applicationId())
        .writeString(address.collectionId())
        .writeString(declaration.schemaId())
        .writeString(declaration.kind())
        .toByteArray();
  }

  static Declared declared(byte[] payload) {
    ByteReader in = open(payload);
    int number = in.readVarInt();
    Declaration declaration =
        new Declaration(
            address(in), in.readString(SCHEMA_BYTES_MAX), in.readString(SCHEMA_BYTES_MAX));
    in.expectEnd();
    return new Declared(number, declaration);
  }

  private static CollectionAddress address(ByteReader in) {
    try {
      return new CollectionAddress(
          in.readString(NAME_BYTES_MAX),
          in.readString(NAME_BYTES_MAX),
          in.readString(NAME_BYTES_MAX));
    } catch (DsmException.Rejected e) {
      throw new MalformedBytes("no collection address", e);
    }
  }

  static int kind(Operation operation) {
    return switch (operation) {
      case Operation.Write _ -> WRITE;
      case Operation.Join _ -> JOIN;
    };
  }

  static byte[] operation(int number, Operation operation) {
    ByteWriter out = begin(number).writeString(operation.key());
    switch (operation) {
      case Operation.Write(Tag _, String _, RegisterRecord record) -> {
        Members.write(out, record.version().origin());
        Versions.writeStamp(out, record.version());
        record.writeBody(out);
      }
      case Operation.Join(Tag _, String _, byte[] delta) -> out.writeBytes(delta);
    }
    return out.toByteArray();
  }

  /** The number of the collection that a {@link #WRITE} or {@link #JOIN} is about. */
  static int collection(byte[] payload) {
    return open(payload).readVarInt();
  }

  static Operation operation(int kind, byte[] payload, Tag tag) {
    ByteReader in = open(payload);
    in.readVarInt();
    String key = in.readString(KEY_BYTES_MAX);
    Operation operation =
        switch (kind) {
          case WRITE -> {
            Member origin = Members.read(in);
            yield new Operation.Write(
                tag, key, RegisterRecord.readBody(in, Versions.readStamp(in, origin), LIMIT));
          }
          case JOIN -> new Operation.Join(tag, key, in.readBytes(LIMIT));
          default -> throw new MalformedBytes("no operation of kind " + kind);
        };
    in.expectEnd();
    return operation;
  }

  static byte[] rebuild(boolean owed) {
    return new ByteWriter().writeByte(VERSION).writeBoolean(owed).toByteArray();
  }

  static boolean rebuild(byte[] payload) {
    ByteReader in = open(payload);
    boolean owed = in.readBoolean();
    in.expectEnd();
    return owed;
  }

  private static ByteWriter begin(int number) {
    return new ByteWriter(128, LIMIT).writeByte(VERSION).writeVarInt(number);
  }

  private static ByteReader open(byte[] payload) {
    ByteReader in = new ByteReader(payload);
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new MalformedBytes("version " + version + ", this node reads " + VERSION + " only");
    }
    return in;
  }
}
