// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a {@link JournalStorage}. One thread at a time; all calls block. */
public interface StorageFile extends Closeable {

  /**
   * Writes all remaining bytes at a position. Not durable before {@link #sync}; until then any part
   * of it may survive a power cut.
   *
   * @throws StorageFullException if the disk is full; some bytes may have been written
   */
  void write(long position, ByteBuffer source) throws IOException;

  /** Reads up to the remaining bytes at a position; -1 at the end of the file. */
  int read(long position, ByteBuffer target) throws IOException;

  /** Current length in bytes. */
  long size() throws IOException;

  /** Cuts the file to a length. Durable after {@link #sync}. */
  void truncate(long size) throws IOException;

  /** Makes content and length durable (fdatasync). */
  void sync() throws IOException;
}
