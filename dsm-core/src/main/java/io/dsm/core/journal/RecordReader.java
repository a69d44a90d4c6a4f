// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads records one after the other and, where they stop making sense, looks for witnesses. */
final class RecordReader {

  /** What lies at the current offset. */
  sealed interface Step {
    /** A record that fits in every respect. */
    record Found(StoredRecord stored) implements Step {}

    /** Exactly the end of the file. */
    record End() implements Step {}

    /** Bytes that are not the expected record. */
    record Damaged(String why) implements Step {}

    /** An intact record in a format of the future. */
    record TooNew() implements Step {}
  }

  private static final Step END = new Step.End();

  private final FileCursor cursor;
  private final CRC32C crc = new CRC32C();
  private long offset;

  RecordReader(FileCursor cursor, long offset) {
    this.cursor = cursor;
    this.offset = offset;
  }

  /** Where the next record is expected. */
  long offset() {
    return offset;
  }

  /** Reads the record at the offset; moves on only over one that fits. */
  Step next(long sequence, int chain) throws IOException {
    if (offset == cursor.size()) {
      return END;
    }
    ByteBuffer header = cursor.at(offset, RecordFormat.HEADER);
    if (header == null) {
      return new Step.Damaged("a record header is cut off");
    }
    int start = header.position();
    if (!RecordFormat.plausible(header, start)) {
      return new Step.Damaged("no record header");
    }
    int length = RecordFormat.HEADER + header.getInt(start + 4);
    ByteBuffer whole = cursor.at(offset, length);
    if (whole == null) {
      return new Step.Damaged("a record is cut off");
    }
    if (!RecordFormat.intact(whole, whole.position(), crc)) {
      return new Step.Damaged("the checksum does not match");
    }
    return accept(RecordFormat.decode(whole, whole.position()), whole, sequence, chain);
  }

  private Step accept(StoredRecord stored, ByteBuffer whole, long sequence, int chain) {
    byte version = whole.get(whole.position() + 9);
    if (version != RecordFormat.VERSION) {
      return new Step.TooNew();
    }
    if (stored.sequence() != sequence) {
      return new Step.Damaged(
          "record " + stored.sequence() + " stands where " + sequence + " belongs");
    }
    if (stored.chain() != chain) {
      return new Step.Damaged("record " + sequence + " does not continue the record before it");
    }
    offset += RecordFormat.HEADER + stored.payload().length;
    return new Step.Found(stored);
  }

  /**
   * What intact records anywhere behind the offset prove.
   *
   * @param sequence the record that should have been at the offset
   * @return number of the last record known to have been durable, 0 if there is no witness
   */
  long witnessedBehind(long sequence) throws IOException {
    long best = 0;
    long furthest = sequence + (cursor.size() - offset) / RecordFormat.HEADER;
    for (long at = offset; at + RecordFormat.HEADER <= cursor.size(); at++) {
      StoredRecord stored = intactAt(at, sequence, furthest);
      if (stored != null) {
        best = Math.max(best, stored.witnessed());
      }
    }
    return best;
  }

  /** Whether an intact record lies anywhere at or behind the offset. */
  boolean anyIntact() throws IOException {
    for (long at = offset; at + RecordFormat.HEADER <= cursor.size(); at++) {
      if (intactAt(at, Long.MIN_VALUE, Long.MAX_VALUE) != null) {
        return true;
      }
    }
    return false;
  }

  private @Nullable StoredRecord intactAt(long at, long least, long most) throws IOException {
    ByteBuffer header = cursor.at(at, RecordFormat.HEADER);
    if (header == null || !RecordFormat.plausible(header, header.position())) {
      return null;
    }
    long sequence = header.getLong(header.position() + 12);
    if (sequence < least || sequence > most) {
      return null;
    }
    int length = RecordFormat.HEADER + header.getInt(header.position() + 4);
    ByteBuffer whole = cursor.at(at, length);
    if (whole == null || !RecordFormat.intact(whole, whole.position(), crc)) {
      return null;
    }
    return RecordFormat.decode(whole, whole.position());
  }
}
