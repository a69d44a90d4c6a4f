// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Remembers, without a sync of its own, the last record known durable. It may be old after a power
 * cut but is never ahead of the truth, so it proves losses: a journal that ends before its mark is
 * damaged, not torn. An unreadable mark proves nothing.
 */
final class DurableMark {

  private static final int MAGIC = 0x44534d44; // DSMD
  private static final int LENGTH = 20;

  private final StorageFile file;
  private final int seed;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer bytes = ByteBuffer.allocateDirect(LENGTH);

  DurableMark(StorageFile file, int seed) {
    this.file = file;
    this.seed = seed;
  }

  static DurableMark open(JournalStorage storage, int seed) throws IOException {
    boolean exists = storage.list().contains(FileNames.MARK);
    StorageFile file = exists ? storage.open(FileNames.MARK) : storage.create(FileNames.MARK);
    return new DurableMark(file, seed);
  }

  void write(long record) throws IOException {
    bytes.clear().position(4);
    bytes.putInt(MAGIC).putInt(seed).putLong(record).position(4);
    crc.reset();
    crc.update(bytes);
    bytes.putInt(0, (int) crc.getValue()).position(0);
    file.write(0, bytes);
  }

  /** Last record it proves durable; 0 if it is absent, unreadable or another journal's. */
  static long read(JournalStorage storage, List<String> names, int seed) throws IOException {
    if (!names.contains(FileNames.MARK)) {
      return 0;
    }
    try (StorageFile file = storage.openForReading(FileNames.MARK)) {
      ByteBuffer in = new FileCursor(file).at(0, LENGTH);
      if (in == null) {
        return 0;
      }
      ByteBuffer mark = in.slice(in.position(), LENGTH);
      CRC32C crc = new CRC32C();
      crc.update(mark.duplicate().position(4));
      boolean ours =
          (int) crc.getValue() == mark.getInt(0)
              && mark.getInt(4) == MAGIC
              && mark.getInt(8) == seed;
      return ours ? mark.getLong(12) : 0;
    }
  }

  /** Makes the mark durable, once, at an orderly close. */
  void close(boolean sync) throws IOException {
    try (file) {
      if (sync) {
        file.sync();
      }
    }
  }
}
