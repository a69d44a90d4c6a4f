// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.core.journal.RecordReader.Step;
import io.dsm.spi.journal.Journal.RecordVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reads the segments that a manifest names, in order, and tells a torn tail from damage. */
final class SegmentScan {

  private final JournalStorage storage;
  private final Manifest manifest;
  private final RecordVisitor visitor;
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> tornSegments = new ArrayList<>();
  private boolean unsynced;
  private long proven;
  private long visited;
  private long last;
  private int chain;

  SegmentScan(JournalStorage storage, Manifest manifest, RecordVisitor visitor) {
    this.storage = storage;
    this.manifest = manifest;
    this.visitor = visitor;
    this.last = manifest.firstSegment() - 1;
  }

  /**
   * Reads them.
   *
   * @param durable last record known to have been durable from elsewhere
   */
  JournalScan.Result run(List<String> names, int slots, long checkpointRecords, long durable)
      throws IOException {
    proven = durable;
    unsynced = names.contains(FileNames.UNSYNCED);
    List<Long> firsts =
        names.stream()
            .map(FileNames::segmentNumber)
            .filter(n -> n.isPresent() && n.getAsLong() >= manifest.firstSegment())
            .map(OptionalLong::getAsLong)
            .sorted()
            .toList();
    if (firsts.isEmpty() || firsts.getFirst() != manifest.firstSegment()) {
      String name = FileNames.segment(manifest.firstSegment());
      throw Damage.incomplete(storage.location(), "segment file " + name + " is missing");
    }
    for (int i = 0; i < firsts.size(); i++) {
      if (!tornSegments.isEmpty() || (unsynced && i > 0 && !isContinued(firsts.get(i)))) {
        tornSegments.add(FileNames.segment(firsts.get(i)));
      } else {
        segment(firsts.get(i), i + 1 < firsts.size() ? firsts.get(i + 1) : 0);
      }
    }
    if (last < proven) {
      throw lostTail();
    }
    return new JournalScan.Result(
        manifest,
        slots,
        names,
        List.copyOf(segments),
        List.copyOf(tornSegments),
        checkpointRecords,
        visited,
        last,
        chain);
  }

  private RuntimeException lostTail() {
    Segment segment = segments.getLast();
    String why = "it ends with record %d, but record %d had been durable".formatted(last, proven);
    return Damage.corrupt(storage.location(), segment.name(), segment.end(), why);
  }

  /** Whether a segment begins right behind the last record, and has a header that says so. */
  private boolean isContinued(long first) throws IOException {
    if (first != last + 1) {
      return false;
    }
    try (StorageFile file = storage.openForReading(FileNames.segment(first))) {
      return FileHeader.read(new FileCursor(file), FileHeader.SEGMENT) != null;
    }
  }

  /**
   * One segment.
   *
   * @param next first record of the next segment, 0 if this is the last
   */
  private void segment(long first, long next) throws IOException {
    String name = FileNames.segment(first);
    try (StorageFile file = storage.openForReading(name)) {
      FileCursor cursor = new FileCursor(file);
      FileHeader.Parsed parsed = FileHeader.read(cursor, FileHeader.SEGMENT);
      // A segment is created only when all records before it are durable: its name is a witness.
      // Without fsync it is created at once, and only checkpoints are waited for.
      proven = Math.max(proven, unsynced ? 0 : first - 1);
      if (parsed == null) {
        unfinishedCreation(name, cursor, next);
        return;
      }
      check(name, first, parsed);
      RecordReader reader = new RecordReader(cursor, parsed.length());
      records(name, reader, next);
      segments.add(new Segment(first, last, reader.offset(), cursor.size()));
      if (next != 0 && !unsynced && (reader.offset() != cursor.size() || last != next - 1)) {
        String why =
            "after record %d come %d bytes and a segment that starts with record %d"
                .formatted(last, cursor.size() - reader.offset(), next);
        throw Damage.corrupt(storage.location(), name, reader.offset(), why);
      }
    }
  }

  /** The header is durable before the first record is written. */
  private void unfinishedCreation(String name, FileCursor cursor, long next) throws IOException {
    if (next != 0 || segments.isEmpty() || new RecordReader(cursor, 0).anyIntact()) {
      throw Damage.corrupt(storage.location(), name, 0, "no intact segment header");
    }
    tornSegments.add(name);
  }

  private void check(String name, long first, FileHeader.Parsed parsed) {
    if (!parsed.readable()) {
      throw Damage.tooNew(storage.location(), name);
    }
    FileHeader header = parsed.header();
    if (header.identity().seed() != manifest.seed() || header.number() != first) {
      throw Damage.corrupt(storage.location(), name, 0, "the header is of another segment");
    }
    if (first != last + 1) {
      String why = "it starts with record %d, but record %d comes next".formatted(first, last + 1);
      throw Damage.corrupt(storage.location(), name, 0, why);
    }
    if (!segments.isEmpty() && header.chain() != chain) {
      throw Damage.corrupt(
          storage.location(), name, 0, "it does not continue the segment before it");
    }
    chain = header.chain();
  }

  private void records(String name, RecordReader reader, long next) throws IOException {
    while (true) {
      switch (reader.next(last + 1, chain)) {
        case Step.Found(StoredRecord stored) -> {
          last = stored.sequence();
          chain = stored.crc();
          if (last > manifest.checkpointRecord()) {
            visited++;
            visitor.visit(last, stored.kind(), stored.payload());
          }
        }
        case Step.End _ -> {
          return;
        }
        case Step.TooNew _ -> throw Damage.tooNew(storage.location(), name);
        case Step.Damaged(String why) -> {
          proven = Math.max(proven, reader.witnessedBehind(last + 1));
          proven = Math.max(proven, unsynced ? 0 : next - 1);
          if (last < proven) {
            String what = "%s, where record %d had been durable".formatted(why, last + 1);
            throw Damage.corrupt(storage.location(), name, reader.offset(), what);
          }
          return;
        }
      }
    }
  }
}
