// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The files that records are written to. Confined to whoever holds the lock for output of {@link
 * GroupCommit}; only {@link #liveBytes} may be called from anywhere.
 */
final class Segments {

  private final JournalStorage storage;
  private final JournalIdentity identity;
  private final Reserve reserve;
  private final boolean fsync;
  private final Deque<Segment> sealed = new ArrayDeque<>();
  private StorageFile file;
  private long first;
  private long last;
  private long position;
  private int chain;
  private final AtomicLong liveBytes = new AtomicLong();

  /** Continues behind the last segment of a scan. */
  Segments(OpenJournal.Site site, Reserve reserve, JournalScan.Result scan) throws IOException {
    this.storage = site.storage();
    this.identity = site.identity();
    this.fsync = site.settings().fsync();
    this.reserve = reserve;
    sealed.addAll(scan.segments());
    Segment active = sealed.removeLast();
    this.file = storage.open(active.name());
    this.first = active.first();
    this.last = scan.lastRecord();
    this.position = active.end();
    this.chain = scan.lastChain();
    for (Segment segment : scan.segments()) {
      liveBytes.addAndGet(segment.end());
    }
  }

  /** Creates an empty segment; it and its name are durable on return. */
  static Segment create(JournalStorage storage, JournalIdentity identity, long first, int chain)
      throws IOException {
    Segment segment = begin(storage, identity, first, chain);
    sync(storage, segment.name());
    return segment;
  }

  private static Segment begin(
      JournalStorage storage, JournalIdentity identity, long first, int chain) throws IOException {
    ByteBuffer header = new FileHeader(FileHeader.SEGMENT, first, chain, identity).encode();
    int length = header.remaining();
    Segment segment = new Segment(first, first - 1, length, length);
    try (StorageFile created = storage.create(segment.name())) {
      created.write(0, header);
    }
    return segment;
  }

  /** Makes a file durable, with its name, whoever else writes to it. */
  static void sync(JournalStorage storage, String name) throws IOException {
    try (StorageFile file = storage.open(name)) {
      file.sync();
    }
    storage.syncDirectory();
  }

  /** Writes whole records, the last of which is given. Not durable yet. */
  void write(ByteBuffer records, long lastRecord, int lastChain) throws IOException {
    int length = records.remaining();
    int start = records.position();
    try {
      file.write(position, records);
    } catch (StorageFullException e) {
      if (!reserve.release()) {
        throw e;
      }
      // Written by position, so that the bytes that made it the first time are simply written
      // again.
      file.write(position, records.position(start));
    }
    position += length;
    liveBytes.addAndGet(length);
    last = lastRecord;
    chain = lastChain;
  }

  void sync() throws IOException {
    file.sync();
  }

  /** Bytes in the segment that is written to. */
  long activeBytes() {
    return position;
  }

  /**
   * Closes the active segment and begins the next. What was written before is durable then; not so
   * without fsync, where the disk need not be touched at all before a checkpoint is.
   */
  void rotate() throws IOException {
    if (last < first) {
      return;
    }
    if (fsync) {
      file.sync();
    }
    sealed.addLast(new Segment(first, last, position, position));
    file.close();
    Segment next =
        fsync
            ? create(storage, identity, last + 1, chain)
            : begin(storage, identity, last + 1, chain);
    file = storage.open(next.name());
    first = next.first();
    position = next.end();
    liveBytes.addAndGet(position);
  }

  /** First record of the oldest segment that still has records after the given one. */
  long firstNeededAfter(long record) {
    for (Segment segment : sealed) {
      if (segment.last() > record) {
        return segment.first();
      }
    }
    return first;
  }

  /** Forgets the segments before one; the names of their files, which are to be deleted. */
  List<String> forgetBefore(long firstNeeded) {
    List<String> files = new ArrayList<>();
    while (!sealed.isEmpty() && sealed.getFirst().first() < firstNeeded) {
      Segment segment = sealed.removeFirst();
      files.add(segment.name());
      liveBytes.addAndGet(-segment.size());
    }
    return files;
  }

  long liveBytes() {
    return liveBytes.get();
  }

  void close() throws IOException {
    file.close();
  }
}
