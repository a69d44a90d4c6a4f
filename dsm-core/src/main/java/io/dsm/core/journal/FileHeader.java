// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * First bytes of a segment or a checkpoint, big endian:
 *
 * <pre>
 *  0 int   CRC32C of the rest of the header
 *  4 int   length of the header
 *  8 long  magic, which tells the two apart
 * 16 short format version
 * 18 short oldest version that can read it
 * 20 long  number: first record of a segment, last record covered by a checkpoint
 * 28 int   chain value before the first record
 * 32       cluster, node, name: each a short length and UTF-8
 * </pre>
 */
record FileHeader(long magic, long number, int chain, JournalIdentity identity) {

  static final long SEGMENT = 0x44534d2d5345474dL; // DSM-SEGM
  static final long CHECKPOINT = 0x44534d2d43484b50L; // DSM-CHKP
  static final short VERSION = 1;
  private static final int FIXED = 32;
  private static final int MAX = FIXED + 3 * (2 + JournalIdentity.MAX_BYTES);

  /** What was read: the header, and where the records begin. */
  record Parsed(FileHeader header, int length, short oldestReader) {
    boolean readable() {
      return oldestReader <= VERSION;
    }
  }

  ByteBuffer encode() {
    ByteBuffer out = ByteBuffer.allocate(MAX).position(8);
    out.putLong(magic).putShort(VERSION).putShort(VERSION).putLong(number).putInt(chain);
    for (String part : new String[] {identity.cluster(), identity.node(), identity.name()}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      out.putShort((short) bytes.length).put(bytes);
    }
    out.putInt(4, out.position());
    out.flip();
    return out.putInt(0, crc(out));
  }

  private static int crc(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.duplicate().position(4));
    return (int) crc.getValue();
  }

  /** Null if there is no intact header of this kind. */
  static @Nullable Parsed read(FileCursor cursor, long magic) throws IOException {
    ByteBuffer fixed = cursor.at(0, FIXED);
    if (fixed == null) {
      return null;
    }
    int length = fixed.getInt(fixed.position() + 4);
    if (length < FIXED || length > MAX) {
      return null;
    }
    ByteBuffer whole = cursor.at(0, length);
    if (whole == null) {
      return null;
    }
    ByteBuffer header = whole.slice(whole.position(), length);
    boolean intact = header.getInt(0) == crc(header) && header.getLong(8) == magic;
    return intact ? parse(header) : null;
  }

  private static @Nullable Parsed parse(ByteBuffer in) {
    String[] parts = new String[3];
    in.position(FIXED);
    for (int i = 0; i < parts.length; i++) {
      int length = in.remaining() < 2 ? -1 : in.getShort();
      if (length < 1 || length > Math.min(in.remaining(), JournalIdentity.MAX_BYTES)) {
        return null;
      }
      byte[] bytes = new byte[length];
      in.get(bytes);
      parts[i] = new String(bytes, StandardCharsets.UTF_8);
    }
    JournalIdentity identity = new JournalIdentity(parts[0], parts[1], parts[2]);
    FileHeader header = new FileHeader(in.getLong(8), in.getLong(20), in.getInt(28), identity);
    return new Parsed(header, in.limit(), in.getShort(18));
  }
}
