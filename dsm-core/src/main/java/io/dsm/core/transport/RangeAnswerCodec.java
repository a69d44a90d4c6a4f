// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.repair.digest.Range;
import io.dsm.core.replication.Operation;
import io.dsm.core.types.clock.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Bytes of answers about ranges. Entries carry a checksum: a piece that was damaged is no piece.
 */
final class RangeAnswerCodec {

  private static final int OPENED = 1;
  private static final int BUSY = 2;
  private static final int COMPARED = 3;
  private static final int FETCHED = 4;
  private static final int EXCHANGED = 5;
  private static final int PUSHED = 6;
  private static final int CLOSED = 7;
  private static final int DIVIDED = 0;

  private RangeAnswerCodec() {}

  static void write(ByteWriter out, RangeResult result) {
    switch (result) {
      case RangeResult.Opened opened -> writeOpened(out.writeByte(OPENED), opened);
      case RangeResult.Busy _ -> out.writeByte(BUSY);
      case RangeResult.Compared(List<RangeResult.Part> parts) -> {
        out.writeByte(COMPARED).writeVarInt(parts.size());
        parts.forEach(part -> writePart(out, part));
      }
      case RangeResult.Fetched(List<Operation> entries, long next) ->
          writeEntries(out.writeByte(FETCHED).writeLong(next), entries);
      case RangeResult.Exchanged exchanged -> {
        out.writeByte(EXCHANGED).writeVarInt(exchanged.answered());
        out.writeVarInt(exchanged.lacking().size());
        exchanged.lacking().forEach(out::writeVarInt);
        writeEntries(out, exchanged.entries());
      }
      case RangeResult.Pushed(boolean refused) -> out.writeByte(PUSHED).writeBoolean(refused);
      case RangeResult.Closed _ -> out.writeByte(CLOSED);
    }
  }

  static RangeResult read(ByteReader in) {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case OPENED -> readOpened(in);
      case BUSY -> new RangeResult.Busy();
      case COMPARED -> {
        List<RangeResult.Part> parts = new ArrayList<>();
        for (int i = in.readCount(1); i > 0; i--) {
          parts.add(readPart(in));
        }
        yield new RangeResult.Compared(parts);
      }
      case FETCHED -> {
        long next = in.readLong();
        yield new RangeResult.Fetched(readEntries(in), next);
      }
      case EXCHANGED -> readExchanged(in);
      case PUSHED -> new RangeResult.Pushed(in.readBoolean());
      case CLOSED -> new RangeResult.Closed();
      default -> throw new MalformedBytes("no answer about ranges of kind " + kind);
    };
  }

  private static void writeOpened(ByteWriter out, RangeResult.Opened opened) {
    Vectors.write(out, opened.known());
    out.writeVarInt(opened.collections().size());
    for (RangeResult.Summary summary : opened.collections()) {
      OperationCodec.writeTag(out, summary.tag());
      out.writeVarInt(summary.entries()).writeLong(summary.sum());
    }
  }

  private static RangeResult readOpened(ByteReader in) {
    var known = Vectors.read(in);
    List<RangeResult.Summary> collections = new ArrayList<>();
    for (int i = in.readCount(16); i > 0; i--) {
      collections.add(
          new RangeResult.Summary(OperationCodec.readTag(in), counted(in), in.readLong()));
    }
    return new RangeResult.Opened(known, collections);
  }

  private static void writePart(ByteWriter out, RangeResult.Part part) {
    switch (part) {
      case RangeResult.Sums(int[] sums) -> {
        out.writeVarInt(DIVIDED);
        for (int sum : sums) {
          out.writeInt(sum);
        }
      }
      case RangeResult.Entries(int[] suffixes, int[] shares) -> {
        out.writeVarInt(suffixes.length + 1);
        for (int i = 0; i < suffixes.length; i++) {
          out.writeInt(suffixes[i]).writeInt(shares[i]);
        }
      }
    }
  }

  private static RangeResult.Part readPart(ByteReader in) {
    int count = counted(in) - 1;
    if (count < 0) {
      int[] sums = new int[Range.FANOUT];
      for (int i = 0; i < sums.length; i++) {
        sums[i] = in.readInt();
      }
      return new RangeResult.Sums(sums);
    }
    if (count > in.remaining() / 8) {
      throw new MalformedBytes("a range of " + count + " entries in " + in.remaining() + " bytes");
    }
    int[] suffixes = new int[count];
    int[] shares = new int[count];
    for (int i = 0; i < count; i++) {
      suffixes[i] = in.readInt();
      shares[i] = in.readInt();
    }
    return new RangeResult.Entries(suffixes, shares);
  }

  private static RangeResult readExchanged(ByteReader in) {
    int answered = counted(in);
    List<Integer> lacking = new ArrayList<>();
    for (int i = in.readCount(1); i > 0; i--) {
      int position = in.readVarInt();
      if (position < 0 || position >= answered) {
        throw new MalformedBytes("position " + position + " of " + answered + " items");
      }
      lacking.add(position);
    }
    return new RangeResult.Exchanged(readEntries(in), answered, lacking);
  }

  private static int counted(ByteReader in) {
    int count = in.readVarInt();
    if (count < 0) {
      throw new MalformedBytes("a count of " + count);
    }
    return count;
  }

  static void writeEntries(ByteWriter out, List<Operation> entries) {
    ByteWriter body = new ByteWriter();
    OperationCodec.write(body, entries);
    byte[] bytes = body.toByteArray();
    out.writeInt(checksum(bytes)).writeBytes(bytes);
  }

  static List<Operation> readEntries(ByteReader in) {
    int checksum = in.readInt();
    byte[] bytes = in.readBytes();
    if (checksum(bytes) != checksum) {
      throw new MalformedBytes("entries that do not match their checksum");
    }
    ByteReader body = new ByteReader(bytes);
    List<Operation> entries = OperationCodec.read(body);
    body.expectEnd();
    return entries;
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
