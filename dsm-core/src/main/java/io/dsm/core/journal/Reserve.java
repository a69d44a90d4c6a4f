// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A file that does nothing but occupy space. When the disk is full it is deleted, so that the last
 * appends (renewals, votes, the records of a shutdown) still fit and the node can be stopped in
 * order.
 */
final class Reserve {

  private static final int BLOCK = 64 << 10;

  private final JournalStorage storage;
  private volatile boolean present;
  private volatile boolean released;

  Reserve(JournalStorage storage) {
    this.storage = storage;
  }

  /**
   * Creates or keeps it; having no space for it is not an error but shows in {@link #present}.
   *
   * @param bytes its size, 0 for none
   */
  void prepare(long bytes) throws IOException {
    if (bytes == 0) {
      storage.delete(FileNames.RESERVE);
      return;
    }
    if (storage.list().contains(FileNames.RESERVE)) {
      try (StorageFile file = storage.open(FileNames.RESERVE)) {
        if (file.size() >= bytes) {
          present = true;
          return;
        }
      }
      storage.delete(FileNames.RESERVE);
    }
    fill(bytes);
  }

  private void fill(long bytes) throws IOException {
    try (StorageFile file = storage.create(FileNames.RESERVE)) {
      ByteBuffer block = ByteBuffer.allocate((int) Math.min(BLOCK, bytes));
      for (long at = 0; at < bytes; at += block.capacity()) {
        file.write(at, block.clear());
      }
      file.sync();
      present = true;
    } catch (StorageFullException e) {
      storage.delete(FileNames.RESERVE);
    }
  }

  /** Gives the space up; false if there is none to give. */
  boolean release() throws IOException {
    if (!present) {
      return false;
    }
    present = false;
    released = true;
    storage.delete(FileNames.RESERVE);
    return true;
  }

  boolean present() {
    return present;
  }

  /** Whether the disk was full in this life. */
  boolean released() {
    return released;
  }
}
