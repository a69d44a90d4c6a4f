// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a file through one window of memory, which grows to the longest record asked for. */
final class FileCursor {

  private static final int WINDOW = 64 << 10;

  private final StorageFile file;
  private final long size;
  private ByteBuffer window = ByteBuffer.allocate(WINDOW).limit(0);
  private long windowStart;

  FileCursor(StorageFile file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  long size() {
    return size;
  }

  /**
   * Positions the returned buffer at an offset of the file with at least {@code length} bytes
   * behind it; null if the file is shorter. The buffer is valid until the next call.
   */
  @Nullable ByteBuffer at(long offset, int length) throws IOException {
    if (offset < 0 || offset + length > size) {
      return null;
    }
    if (offset < windowStart || offset + length > windowStart + window.limit()) {
      fill(offset, length);
    }
    return window.position((int) (offset - windowStart));
  }

  private void fill(long offset, int length) throws IOException {
    if (window.capacity() < length) {
      window = ByteBuffer.allocate(length);
    }
    window.clear();
    windowStart = offset;
    while (window.position() < length) {
      int read = file.read(offset + window.position(), window);
      if (read < 0) {
        throw new IOException("File became shorter while it was read");
      }
    }
    window.flip();
  }
}
