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
   * Repairs, and makes durable what was found: after a mere kill of the process it may so far exist
   * only in the memory of the operating system.
   *
   * @return names of the files that keep what was cut off
   */
  List<String> run() throws IOException {
    try (StorageFile file = storage.open(FileNames.MANIFEST)) {
      file.sync();
    }
    Segment tail = scan.segments().getLast();
    try (StorageFile file = storage.open(tail.name())) {
      if (scan.tornBytes() > 0) {
        copyAside(tail, file);
        file.truncate(tail.end());
      }
      file.sync();
    }
    removeTornSegment();
    storage.syncDirectory();
    for (String name : scan.names()) {
      if (leftOver(name)) {
        storage.delete(name);
      }
    }
    forgetOldest();
    storage.syncDirectory();
    return List.copyOf(setAside);
  }

  private void copyAside(Segment tail, StorageFile source) throws IOException {
    String name = FileNames.torn(tail.name(), scan.names());
    try (StorageFile target = storage.create(name)) {
      ByteBuffer buffer = ByteBuffer.allocate(COPY);
      for (long at = tail.end(); at < tail.size(); ) {
        int read = source.read(at, buffer.clear());
        if (read < 0) {
          throw new IOException("File " + tail.name() + " became shorter while it was read");
        }
        target.write(at - tail.end(), buffer.flip());
        at += read;
      }
      target.sync();
    }
    storage.syncDirectory();
    setAside.add(name);
  }

  /** Bytes set aside serve inspection only; a node that crashes often must not fill its disk. */
  private void forgetOldest() throws IOException {
    List<String> aside =
        scan.names().stream().filter(n -> n.contains(FileNames.TORN)).sorted().toList();
    for (int i = 0; i < aside.size() + setAside.size() - KEPT_ASIDE && i < aside.size(); i++) {
      storage.delete(aside.get(i));
    }
  }

  private void removeTornSegment() throws IOException {
    String name = scan.tornSegment();
    if (name == null) {
      return;
    }
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
