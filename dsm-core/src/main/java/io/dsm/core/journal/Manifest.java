// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Which files count. Two slots, 4096 bytes apart so that one torn sector cannot hit both; the
 * newest intact one wins. A slot, big endian:
 *
 * <pre>
 *  0 int   CRC32C of the rest
 *  4 int   magic
 *  8 short format version
 * 10 short oldest version that can read it
 * 12 long  generation, counts the flips
 * 20 long  first record of the first segment that is still needed
 * 28 long  generation of the checkpoint file, 0 for none
 * 36 long  last record that the checkpoint covers
 * 44 int   seed of the identity
 * </pre>
 */
record Manifest(
    long generation, long firstSegment, long checkpoint, long checkpointRecord, int seed) {

  static final int SLOT_DISTANCE = 4096;
  static final int SLOT = 48;
  private static final int MAGIC = 0x44534d4d; // DSMM
  private static final short VERSION = 1;

  /** Both slots as found. */
  record Slots(@Nullable Manifest first, @Nullable Manifest second, boolean tooNew) {
    @Nullable Manifest newest() {
      if (first == null || second == null) {
        return first == null ? second : first;
      }
      return first.generation >= second.generation ? first : second;
    }

    int intact() {
      return (first == null ? 0 : 1) + (second == null ? 0 : 1);
    }
  }

  ByteBuffer encode() {
    ByteBuffer out = ByteBuffer.allocate(SLOT).position(4);
    out.putInt(MAGIC).putShort(VERSION).putShort(VERSION).putLong(generation).putLong(firstSegment);
    out.putLong(checkpoint).putLong(checkpointRecord).putInt(seed);
    out.flip();
    return out.putInt(0, crc(out));
  }

  private static int crc(ByteBuffer slot) {
    CRC32C crc = new CRC32C();
    crc.update(slot.duplicate().position(4));
    return (int) crc.getValue();
  }

  static Slots read(StorageFile file) throws IOException {
    FileCursor cursor = new FileCursor(file);
    ByteBuffer first = slot(cursor, 0);
    ByteBuffer second = slot(cursor, SLOT_DISTANCE);
    boolean tooNew = (first != null && tooNew(first)) || (second != null && tooNew(second));
    return new Slots(decode(first), decode(second), tooNew);
  }

  private static @Nullable ByteBuffer slot(FileCursor cursor, long offset) throws IOException {
    ByteBuffer in = cursor.at(offset, SLOT);
    if (in == null) {
      return null;
    }
    ByteBuffer slot = ByteBuffer.allocate(SLOT).put(in.slice(in.position(), SLOT)).flip();
    return slot.getInt(0) == crc(slot) && slot.getInt(4) == MAGIC ? slot : null;
  }

  private static boolean tooNew(ByteBuffer slot) {
    return slot.getShort(10) > VERSION;
  }

  private static @Nullable Manifest decode(@Nullable ByteBuffer slot) {
    if (slot == null) {
      return null;
    }
    slot.position(12);
    return new Manifest(
        slot.getLong(), slot.getLong(), slot.getLong(), slot.getLong(), slot.getInt());
  }

  /** Creates the file with this manifest in both slots; durable on return but for its name. */
  StorageFile create(JournalStorage storage) throws IOException {
    storage.delete(FileNames.MANIFEST);
    StorageFile file = storage.create(FileNames.MANIFEST);
    file.write(0, encode());
    file.write(SLOT_DISTANCE, encode());
    file.sync();
    return file;
  }

  /**
   * Puts a new file with this manifest in both slots in the place of the one that is there; durable
   * on return. Without room for that, the newest slot is written again where it is.
   */
  void replace(JournalStorage storage) throws IOException {
    String name = FileNames.MANIFEST + FileNames.TEMPORARY;
    storage.delete(name);
    try (StorageFile file = storage.create(name)) {
      file.write(0, encode());
      file.write(SLOT_DISTANCE, encode());
      file.sync();
    } catch (StorageFullException _) {
      storage.delete(name);
      try (StorageFile file = storage.open(FileNames.MANIFEST)) {
        flip(file);
      }
      return;
    }
    storage.rename(name, FileNames.MANIFEST);
    storage.syncDirectory();
  }

  /** Overwrites the older slot; durable on return. */
  void flip(StorageFile file) throws IOException {
    file.write(generation % 2 == 0 ? 0 : SLOT_DISTANCE, encode());
    file.sync();
  }
}
