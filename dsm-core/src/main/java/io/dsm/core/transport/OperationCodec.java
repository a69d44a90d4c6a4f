// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.clock.Versions;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a list of operations. Collections and origins are written once per frame and referred to
 * by position.
 */
final class OperationCodec {

  private static final int WRITE = 1;
  private static final int JOIN = 2;
  private static final int KEY_BYTES_MAX = 512 * 3;
  private static final int NAME_BYTES_MAX = 64;

  private OperationCodec() {}

  static void write(ByteWriter out, List<Operation> operations) {
    Table<Tag> tags = new Table<>();
    Table<Member> origins = new Table<>();
    for (Operation operation : operations) {
      tags.position(operation.tag());
      if (operation instanceof Operation.Write write) {
        origins.position(write.record().version().origin());
      }
    }
    out.writeVarInt(tags.entries().size());
    tags.entries().forEach(tag -> writeTag(out, tag));
    out.writeVarInt(origins.entries().size());
    origins.entries().forEach(origin -> Members.write(out, origin));
    out.writeVarInt(operations.size());
    for (Operation operation : operations) {
      writeOne(out, operation, tags, origins);
    }
  }

  private static void writeOne(
      ByteWriter out, Operation operation, Table<Tag> tags, Table<Member> origins) {
    switch (operation) {
      case Operation.Write(Tag tag, String key, RegisterRecord record) -> {
        out.writeByte(WRITE).writeVarInt(tags.position(tag)).writeString(key);
        out.writeVarInt(origins.position(record.version().origin()));
        Versions.writeStamp(out, record.version());
        record.writeBody(out);
      }
      case Operation.Join(Tag tag, String key, byte[] delta) ->
          out.writeByte(JOIN).writeVarInt(tags.position(tag)).writeString(key).writeBytes(delta);
    }
  }

  static List<Operation> read(ByteReader in) {
    List<Tag> tags = new ArrayList<>();
    for (int i = in.readCount(7); i > 0; i--) {
      tags.add(readTag(in));
    }
    List<Member> origins = new ArrayList<>();
    for (int i = in.readCount(3); i > 0; i--) {
      origins.add(Members.read(in));
    }
    int count = in.readCount(4);
    List<Operation> operations = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      operations.add(readOne(in, tags, origins));
    }
    return operations;
  }

  private static Operation readOne(ByteReader in, List<Tag> tags, List<Member> origins) {
    int kind = in.readUnsignedByte();
    Tag tag = at(tags, in.readVarInt());
    String key = in.readString(KEY_BYTES_MAX);
    return switch (kind) {
      case WRITE -> {
        Version version = Versions.readStamp(in, at(origins, in.readVarInt()));
        yield new Operation.Write(
            tag, key, RegisterRecord.readBody(in, version, ByteWriter.DEFAULT_LIMIT));
      }
      case JOIN -> new Operation.Join(tag, key, in.readBytes());
      default -> throw new MalformedBytes("no operation of kind " + kind);
    };
  }

  static void writeAddress(ByteWriter out, CollectionAddress address) {
    out.writeString(address.tenantId())
        .writeString(address.applicationId())
        .writeString(address.collectionId());
  }

  static CollectionAddress readAddress(ByteReader in) {
    try {
      return new CollectionAddress(
          in.readString(NAME_BYTES_MAX),
          in.readString(NAME_BYTES_MAX),
          in.readString(NAME_BYTES_MAX));
    } catch (DsmException.Rejected e) {
      throw new MalformedBytes("no collection address", e);
    }
  }

  static ByteWriter writeTag(ByteWriter out, Tag tag) {
    writeAddress(out, tag.address());
    return out.writeInt(tag.fingerprint());
  }

  static Tag readTag(ByteReader in) {
    return new Tag(readAddress(in), in.readInt());
  }

  private static <T> T at(List<T> table, int position) {
    if (position < 0 || position >= table.size()) {
      throw new MalformedBytes("position " + position + " of a table of " + table.size());
    }
    return table.get(position);
  }

  /** What is written once in a frame, in the order it is first met. */
  private static final class Table<T> {
    private final Map<T, Integer> positions = new LinkedHashMap<>();
    private @Nullable T last;
    private int lastPosition;

    /** The place of an entry, a new one perhaps. Neighbours mostly share theirs. */
    int position(T entry) {
      if (entry != last) {
        Integer known = positions.putIfAbsent(entry, positions.size());
        lastPosition = known == null ? positions.size() - 1 : known;
        last = entry;
      }
      return lastPosition;
    }

    Set<T> entries() {
      return positions.keySet();
    }
  }
}
