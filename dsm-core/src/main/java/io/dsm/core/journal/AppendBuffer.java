// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records that were appended and not yet handed to a file: two buffers, one filling while the other
 * is written. Guarded by the lock for appends of {@link GroupCommit}.
 */
final class AppendBuffer {

  /**
   * What was taken out to be written.
   *
   * @param last number of the last record in it
   * @param chain chain value behind it
   */
  record Batch(ByteBuffer bytes, long last, int chain) {}

  private final int capacity;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer filling;
  private ByteBuffer spare;
  private long last;
  private int chain;

  AppendBuffer(int capacity, long last, int chain) {
    this.capacity = capacity;
    this.filling = ByteBuffer.allocateDirect(capacity);
    this.spare = ByteBuffer.allocateDirect(capacity);
    this.last = last;
    this.chain = chain;
  }

  boolean hasRoom(int payload) {
    return filling.remaining() >= RecordFormat.HEADER + payload;
  }

  /**
   * Adds a record; there must be room.
   *
   * @param durable last record known durable
   */
  long append(int kind, byte[] payload, long durable) {
    long sequence = ++last;
    int notDurable = (int) Math.min(sequence - durable, RecordFormat.NO_WITNESS);
    chain =
        RecordFormat.encode(
            filling,
            crc,
            RecordFormat.kindAndFlags(kind, RecordFormat.PLAIN),
            sequence,
            chain,
            notDurable,
            payload);
    return sequence;
  }

  /**
   * Takes everything out, so that the buffer is empty; nothing else may be out at that time. Null
   * if there is nothing.
   */
  @Nullable Batch take() {
    if (filling.position() == 0) {
      return null;
    }
    Batch batch = new Batch(filling.flip(), last, chain);
    filling = spare;
    return batch;
  }

  /** Returns the memory of a written batch. */
  void giveBack(Batch batch) {
    spare = batch.bytes().capacity() == capacity ? batch.bytes().clear() : fresh(capacity);
  }

  /** Makes an empty buffer large enough for one long record. */
  void makeRoom(int payload) {
    if (filling.position() == 0 && !hasRoom(payload)) {
      filling = fresh(RecordFormat.HEADER + payload);
    }
  }

  private static ByteBuffer fresh(int bytes) {
    return ByteBuffer.allocateDirect(bytes);
  }

  int bytes() {
    return filling.position();
  }

  long last() {
    return last;
  }
}
