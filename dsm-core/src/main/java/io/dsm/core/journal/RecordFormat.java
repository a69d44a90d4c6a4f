// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A record on disk, big endian:
 *
 * <pre>
 *  0 int   CRC32C of everything behind it
 *  4 int   length of the payload
 *  8 byte  magic 0xD5
 *  9 byte  format version
 * 10 byte  kind, the caller's
 * 11 byte  flags: 0, or 1 for the end of a checkpoint
 * 12 long  sequence number
 * 20 int   chain: CRC32C field of the record before
 * 24 int   how many records before and including this one were not known durable when it was made
 * 28       payload
 * </pre>
 *
 * The last header field makes every record a witness: with a damaged record before it, it tells an
 * unfinished write (may be cut off) from a loss of something that had been durable (must not).
 */
final class RecordFormat {

  static final int HEADER = 28;
  static final byte MAGIC = (byte) 0xD5;
  static final byte VERSION = 1;
  static final int MAX_PAYLOAD = 64 << 20;
  static final byte PLAIN = 0;
  static final byte END = 1;

  /** In the field of not yet durable records: this record witnesses nothing. */
  static final int NO_WITNESS = Integer.MAX_VALUE;

  private RecordFormat() {}

  /** Writes a record at the position of the buffer, which must have room; returns its CRC. */
  static int encode(ByteBuffer target, CRC32C crc, StoredRecord record) {
    return encode(
        target,
        crc,
        kindAndFlags(record.kind(), record.flags()),
        record.sequence(),
        record.chain(),
        record.notDurable(),
        record.payload());
  }

  /** The same without an object per record: the hot path of an append. */
  static int encode(
      ByteBuffer target,
      CRC32C crc,
      int kindAndFlags,
      long sequence,
      int chain,
      int notDurable,
      byte[] payload) {
    int start = target.position();
    target.putInt(start + 4, payload.length);
    target.putInt(start + 8, (MAGIC & 0xff) << 24 | VERSION << 16 | kindAndFlags);
    target.putLong(start + 12, sequence);
    target.putInt(start + 20, chain);
    target.putInt(start + 24, notDurable);
    target.put(start + HEADER, payload);
    int end = start + HEADER + payload.length;
    int limit = target.limit();
    crc.reset();
    crc.update(target.limit(end).position(start + 4));
    int value = (int) crc.getValue();
    target.limit(limit).putInt(start, value);
    return value;
  }

  static int kindAndFlags(int kind, byte flags) {
    return (kind & 0xff) << 8 | (flags & 0xff);
  }

  /** Whether the header at the position can be the start of a record; cheap, no CRC. */
  static boolean plausible(ByteBuffer source, int start) {
    int length = source.getInt(start + 4);
    return source.get(start + 8) == MAGIC && length >= 0 && length <= MAX_PAYLOAD;
  }

  /** Whether the CRC of a plausible record, fully in the buffer, fits. */
  static boolean intact(ByteBuffer source, int start, CRC32C crc) {
    int end = start + HEADER + source.getInt(start + 4);
    crc.reset();
    crc.update(source.duplicate().limit(end).position(start + 4));
    return (int) crc.getValue() == source.getInt(start);
  }

  /** Reads an intact record. */
  static StoredRecord decode(ByteBuffer source, int start) {
    byte[] payload = new byte[source.getInt(start + 4)];
    source.get(start + HEADER, payload);
    return new StoredRecord(
        source.get(start + 10) & 0xff,
        source.get(start + 11),
        source.getLong(start + 12),
        source.getInt(start + 20),
        source.getInt(start + 24),
        payload,
        source.getInt(start));
  }
}
