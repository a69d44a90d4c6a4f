// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.repair.digest.Range;
import io.dsm.core.replication.Operation;
import io.dsm.core.types.clock.Members;
import io.dsm.core.types.clock.Vectors;
import io.dsm.core.types.clock.Versions;
import io.dsm.register.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes of questions about ranges. Ranges and origins are written as briefly as they can be. */
final class RangeCodec {

  private static final int OPEN = 1;
  private static final int COMPARE = 2;
  private static final int FETCH = 3;
  private static final int EXCHANGE = 4;
  private static final int PUSH = 5;
  private static final int CLOSE = 6;
  private static final int HELD = 1;
  private static final int VERSIONED = 2;

  private RangeCodec() {}

  static void write(ByteWriter out, RangeQuery query) {
    switch (query) {
      case RangeQuery.Open(List<CollectionAddress> only) -> {
        out.writeByte(OPEN);
        writeAddresses(out, only);
      }
      case RangeQuery.Compare compare -> {
        OperationCodec.writeTag(out.writeByte(COMPARE), compare.tag());
        out.writeVarInt(compare.ranges().size());
        Range before = Range.ALL;
        for (Range range : compare.ranges()) {
          writeRange(out, range, before);
          before = range;
        }
      }
      case RangeQuery.Fetch fetch -> {
        OperationCodec.writeTag(out.writeByte(FETCH), fetch.tag());
        writeRange(out, fetch.range(), Range.ALL);
        out.writeLong(fetch.from());
      }
      case RangeQuery.Exchange exchange -> {
        OperationCodec.writeTag(out.writeByte(EXCHANGE), exchange.tag());
        writeItems(out, exchange.items());
      }
      case RangeQuery.Push(List<Operation> entries) ->
          RangeAnswerCodec.writeEntries(out.writeByte(PUSH), entries);
      case RangeQuery.Close close -> {
        Vectors.write(out.writeByte(CLOSE), close.known());
        writeAddresses(out, close.collections());
      }
    }
  }

  static RangeQuery read(ByteReader in) {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case OPEN -> new RangeQuery.Open(readAddresses(in));
      case COMPARE -> readCompare(in);
      case FETCH ->
          new RangeQuery.Fetch(OperationCodec.readTag(in), readRange(in, Range.ALL), in.readLong());
      case EXCHANGE -> new RangeQuery.Exchange(OperationCodec.readTag(in), readItems(in));
      case PUSH -> new RangeQuery.Push(RangeAnswerCodec.readEntries(in));
      case CLOSE -> new RangeQuery.Close(Vectors.read(in), readAddresses(in));
      default -> throw new MalformedBytes("no question about ranges of kind " + kind);
    };
  }

  private static RangeQuery readCompare(ByteReader in) {
    var tag = OperationCodec.readTag(in);
    List<Range> ranges = new ArrayList<>();
    Range before = Range.ALL;
    for (int i = in.readCount(2); i > 0; i--) {
      before = readRange(in, before);
      ranges.add(before);
    }
    return new RangeQuery.Compare(tag, ranges);
  }

  private static void writeItems(ByteWriter out, List<RangeQuery.Item> items) {
    Map<Member, Integer> origins = new LinkedHashMap<>();
    for (RangeQuery.Item item : items) {
      Version version = item.version();
      if (version != null) {
        origins.putIfAbsent(version.origin(), origins.size());
      }
    }
    out.writeVarInt(origins.size());
    origins.keySet().forEach(origin -> Members.write(out, origin));
    out.writeVarInt(items.size());
    Range before = Range.ALL;
    for (RangeQuery.Item item : items) {
      writeRange(out, item.range(), before);
      before = item.range();
      Version version = item.version();
      out.writeInt(item.suffix())
          .writeByte((item.held() ? HELD : 0) | (version == null ? 0 : VERSIONED));
      if (version != null) {
        out.writeVarInt(origins.getOrDefault(version.origin(), 0));
        Versions.writeStamp(out, version);
      }
    }
  }

  private static List<RangeQuery.Item> readItems(ByteReader in) {
    List<Member> origins = new ArrayList<>();
    for (int i = in.readCount(3); i > 0; i--) {
      origins.add(Members.read(in));
    }
    List<RangeQuery.Item> items = new ArrayList<>();
    Range range = Range.ALL;
    for (int i = in.readCount(7); i > 0; i--) {
      range = readRange(in, range);
      int suffix = in.readInt();
      int flags = in.readUnsignedByte();
      if (flags > (HELD | VERSIONED)) {
        throw new MalformedBytes("no entry to exchange: flags " + flags);
      }
      items.add(
          new RangeQuery.Item(
              range,
              suffix,
              (flags & HELD) != 0,
              (flags & VERSIONED) == 0 ? null : readVersion(in, origins)));
    }
    return items;
  }

  private static @Nullable Version readVersion(ByteReader in, List<Member> origins) {
    int position = in.readVarInt();
    if (position < 0 || position >= origins.size()) {
      throw new MalformedBytes("origin " + position + " of " + origins.size());
    }
    return Versions.readStamp(in, origins.get(position));
  }

  /** Mostly two bytes: how wide it is, and how far from the one before. */
  private static void writeRange(ByteWriter out, Range range, Range before) {
    int from = range.bits() == before.bits() ? before.prefix() : 0;
    out.writeByte(range.bits()).writeZigZag((long) range.prefix() - from);
  }

  private static Range readRange(ByteReader in, Range before) {
    int bits = in.readUnsignedByte();
    long prefix = in.readZigZag() + (bits == before.bits() ? before.prefix() : 0);
    try {
      return new Range(Math.toIntExact(prefix), bits);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new MalformedBytes("no range: " + prefix + " of " + bits + " bits", e);
    }
  }

  static void writeAddresses(ByteWriter out, List<CollectionAddress> addresses) {
    out.writeVarInt(addresses.size());
    addresses.forEach(address -> OperationCodec.writeAddress(out, address));
  }

  static List<CollectionAddress> readAddresses(ByteReader in) {
    List<CollectionAddress> addresses = new ArrayList<>();
    for (int i = in.readCount(6); i > 0; i--) {
      addresses.add(OperationCodec.readAddress(in));
    }
    return addresses;
  }
}
