// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.spi.journal.Journal.CheckpointContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes a checkpoint: a header, the caller's records, and an end that proves completeness. */
final class CheckpointFile {

  private final StorageFile file;
  private final int maxPayload;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer buffer;
  private long position;
  private long sequence;
  private int chain;

  private CheckpointFile(StorageFile file, JournalSettings settings) {
    this.file = file;
    this.maxPayload = settings.maxRecordBytes();
    this.buffer = ByteBuffer.allocateDirect(settings.bufferBytes());
  }

  /**
   * Writes to a temporary name; content and name are durable on return.
   *
   * @param header names the last record that is covered
   */
  static void write(
      JournalStorage storage,
      String name,
      FileHeader header,
      JournalSettings settings,
      CheckpointContent content)
      throws IOException {
    String temporary = name + FileNames.TEMPORARY;
    storage.delete(temporary);
    boolean written = false;
    try {
      try (StorageFile file = storage.create(temporary)) {
        new CheckpointFile(file, settings).writeAll(header, content);
      }
      written = true;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (!written) {
        storage.delete(temporary);
      }
    }
    storage.rename(temporary, name);
    storage.syncDirectory();
  }

  private void writeAll(FileHeader header, CheckpointContent content) throws IOException {
    chain = header.chain();
    buffer.put(header.encode());
    content.writeTo(this::append);
    put(0, RecordFormat.END, new byte[0]);
    flush();
    file.sync();
  }

  private void append(int kind, byte[] payload) {
    RecordLimits.check(kind, payload, maxPayload);
    try {
      put(kind, RecordFormat.PLAIN, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(int kind, byte flags, byte[] payload) throws IOException {
    int length = RecordFormat.HEADER + payload.length;
    if (buffer.remaining() < length) {
      flush();
      if (buffer.capacity() < length) {
        buffer = ByteBuffer.allocateDirect(length);
      }
    }
    int kindAndFlags = RecordFormat.kindAndFlags(kind, flags);
    chain =
        RecordFormat.encode(
            buffer, crc, kindAndFlags, ++sequence, chain, RecordFormat.NO_WITNESS, payload);
  }

  private void flush() throws IOException {
    int length = buffer.position();
    file.write(position, buffer.flip());
    position += length;
    buffer.clear();
  }
}
