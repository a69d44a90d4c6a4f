// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Puts an accepted journal in order before it is written to again: torn bytes are copied aside and
 * cut off, left-overs of interrupted work are deleted. Safe to be interrupted anywhere.
 *
 * <p>What was read is not believed to be on the disk. After a failed sync the operating system may
 * show bytes that it will never write, and a second sync of them succeeds without writing anything.
 * So whatever no successful sync is known of is written again, and synced then.
 */
final class TailRepair {

  private static final int COPY = 64 << 10;
  private static final int KEPT_ASIDE = 16;

  private final JournalStorage storage;
  private final JournalScan.Result scan;
  private final Manifest manifest;
  private final List<String> setAside = new ArrayList<>();

  TailRepair(JournalStorage storage, JournalScan.Result scan, Manifest manifest) {
    this.storage = storage;
    this.scan = scan;
    this.manifest = manifest;
  }

  /**
   * Repairs, and makes durable what was found: after a mere end of the process it may so far exist
   * only in the memory of the operating system.
   *
   * @param fsync whether segments before the last one shall be durable, too, from now on
   * @return names of the files that keep what was cut off
   */
  List<String> run(boolean fsync) throws IOException {
    manifest.replace(storage);
    boolean becomesDurable = scan.unsynced() && fsync;
    if (becomesDurable) {
      writeEarlierAnew();
    }
    Segment tail = scan.segments().getLast();
    try (StorageFile file = storage.open(tail.name())) {
      if (scan.tornBytes() > 0) {
        copyAside(tail, file);
      }
      if (!isSuspect(tail) || !writeAnew(tail, file)) {
        file.truncate(tail.end());
        file.sync();
      }
    }
    for (String torn : scan.tornSegments()) {
      removeTornSegment(torn);
    }
    storage.syncDirectory();
    for (String name : scan.names()) {
      if (leftOver(name)) {
        storage.delete(name);
      }
    }
    forgetOldest();
    storage.syncDirectory();
    if (becomesDurable) {
      storage.delete(FileNames.UNSYNCED);
      storage.syncDirectory();
    }
    return List.copyOf(setAside);
  }

  private void writeEarlierAnew() throws IOException {
    for (Segment segment : scan.segments().subList(0, scan.segments().size() - 1)) {
      try (StorageFile file = storage.open(segment.name())) {
        if (!writeAnew(segment, file)) {
          file.sync();
        }
      }
    }
  }

  /** Segments before the last one were synced before it was begun; of it, the mark tells. */
  private boolean isSuspect(Segment tail) throws IOException {
    long durable = DurableMark.read(storage, scan.names(), manifest.seed());
    return tail.last() < tail.first() || durable < tail.last();
  }

  /**
   * Puts a copy that is known durable in the place of the tail, in one step.
   *
   * @return false if the disk has no room for it; then the same bytes were written where they are,
   *     which takes none, but a power cut meanwhile may tear
   */
  private boolean writeAnew(Segment tail, StorageFile file) throws IOException {
    String name = tail.name() + FileNames.TEMPORARY;
    storage.delete(name);
    try (StorageFile copy = storage.create(name)) {
      copy(file, 0, tail.end(), copy);
      copy.sync();
    } catch (StorageFullException _) {
      storage.delete(name);
      copy(file, 0, tail.end(), file);
      return false;
    }
    storage.rename(name, tail.name());
    return true;
  }

  private void copyAside(Segment tail, StorageFile source) throws IOException {
    String name = FileNames.torn(tail.name(), scan.names());
    try (StorageFile target = storage.create(name)) {
      copy(source, tail.end(), tail.size(), target);
      target.sync();
    }
    storage.syncDirectory();
    setAside.add(name);
  }

  /** Copies bytes to the beginning of another file, or onto themselves. */
  private static void copy(StorageFile source, long from, long to, StorageFile target)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(COPY);
    for (long at = from; at < to; ) {
      buffer.clear().limit((int) Math.min(COPY, to - at));
      int read = source.read(at, buffer);
      if (read < 0) {
        throw new IOException("A segment became shorter while it was read");
      }
      target.write(at - from, buffer.flip());
      at += read;
    }
  }

  /** Bytes set aside serve inspection only; a node that crashes often must not fill its disk. */
  private void forgetOldest() throws IOException {
    List<String> aside =
        scan.names().stream().filter(n -> n.contains(FileNames.TORN)).sorted().toList();
    for (int i = 0; i < aside.size() + setAside.size() - KEPT_ASIDE && i < aside.size(); i++) {
      storage.delete(aside.get(i));
    }
  }

  private void removeTornSegment(String name) throws IOException {
    long size;
    try (StorageFile file = storage.open(name)) {
      size = file.size();
    }
    if (size == 0) {
      storage.delete(name);
      return;
    }
    String aside = FileNames.torn(name, scan.names());
    storage.rename(name, aside);
    setAside.add(aside);
  }

  private boolean leftOver(String name) {
    OptionalLong segment = FileNames.segmentNumber(name);
    OptionalLong checkpoint = FileNames.checkpointNumber(name);
    return name.endsWith(FileNames.TEMPORARY)
        || (segment.isPresent() && segment.getAsLong() < manifest.firstSegment())
        || (checkpoint.isPresent() && checkpoint.getAsLong() != manifest.checkpoint());
  }
}
