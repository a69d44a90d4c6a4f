// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static io.dsm.core.journal.FileHeader.CHECKPOINT;

import io.dsm.core.journal.RecordReader.Step;
import io.dsm.spi.journal.Journal.RecordVisitor;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole journal and judges it, without changing a byte. A record that had been durable and
 * is not there any more is refused; bytes that never were durable are reported as a torn tail.
 */
final class JournalScan {

  /**
   * What a journal consists of.
   *
   * @param manifest null for a journal that was never completely created
   * @param intactSlots intact slots of the manifest, of two
   * @param segments those needed, in order
   * @param tornSegments files behind the last record: a segment whose creation was cut short; of a
   *     journal without fsync all segments behind the first loss
   * @param lastChain chain value for the next record
   */
  record Result(
      @Nullable Manifest manifest,
      int intactSlots,
      List<String> names,
      List<Segment> segments,
      List<String> tornSegments,
      long checkpointRecords,
      long records,
      long lastRecord,
      int lastChain) {

    /** Whether the journal was last written without fsync. */
    boolean unsynced() {
      return names.contains(FileNames.UNSYNCED);
    }

    /** Bytes behind the last record that were never durable. */
    long tornBytes() {
      if (segments.isEmpty()) {
        return 0;
      }
      return segments.getLast().size() - segments.getLast().end();
    }
  }

  private final JournalStorage storage;
  private final @Nullable JournalIdentity expected;
  private final RecordVisitor visitor;

  /** Without an expected identity, any is accepted as long as all files agree. */
  JournalScan(JournalStorage storage, @Nullable JournalIdentity expected, RecordVisitor visitor) {
    this.storage = storage;
    this.expected = expected;
    this.visitor = visitor;
  }

  Result run() throws IOException {
    List<String> names = storage.list();
    Manifest.Slots slots = slots(names);
    Manifest manifest = slots.newest();
    if (manifest == null) {
      return unborn(names);
    }
    if (expected != null && manifest.seed() != expected.seed()) {
      throw foreignManifest(manifest, names, expected);
    }
    long proven = Math.max(manifest.checkpointRecord(), manifest.firstSegment() - 1);
    proven = Math.max(proven, DurableMark.read(storage, names, manifest.seed()));
    long checkpointRecords = checkpoint(manifest, names);
    SegmentScan scan = new SegmentScan(storage, manifest, visitor);
    return scan.run(names, slots.intact(), checkpointRecords, proven);
  }

  private Manifest.Slots slots(List<String> names) throws IOException {
    if (!names.contains(FileNames.MANIFEST)) {
      return new Manifest.Slots(null, null, false);
    }
    try (StorageFile file = storage.openForReading(FileNames.MANIFEST)) {
      Manifest.Slots slots = Manifest.read(file);
      if (slots.tooNew()) {
        throw Damage.tooNew(storage.location(), FileNames.MANIFEST);
      }
      return slots;
    }
  }

  /** The manifest is written last when a journal is created: without it there can be no record. */
  private Result unborn(List<String> names) throws IOException {
    for (String name : names) {
      OptionalLong segment = FileNames.segmentNumber(name);
      boolean evidence = FileNames.checkpointNumber(name).isPresent();
      if (segment.isPresent()) {
        evidence = segment.getAsLong() != 1 || holdsRecords(name);
      }
      if (evidence) {
        throw Damage.incomplete(
            storage.location(), "there is " + name + " but no intact slot in the manifest");
      }
    }
    if (expected != null && DurableMark.read(storage, names, expected.seed()) > 0) {
      throw Damage.incomplete(storage.location(), "manifest and segments are lost");
    }
    return new Result(null, 0, names, List.of(), List.of(), 0, 0, 0, 0);
  }

  private boolean holdsRecords(String name) throws IOException {
    try (StorageFile file = storage.openForReading(name)) {
      return new RecordReader(new FileCursor(file), 0).anyIntact();
    }
  }

  private RuntimeException foreignManifest(
      Manifest manifest, List<String> names, JournalIdentity mine) throws IOException {
    String first = FileNames.segment(manifest.firstSegment());
    if (names.contains(first)) {
      try (StorageFile file = storage.openForReading(first)) {
        FileHeader.Parsed parsed = FileHeader.read(new FileCursor(file), FileHeader.SEGMENT);
        if (parsed != null && !parsed.header().identity().equals(mine)) {
          return Damage.foreign(storage.location(), first, parsed.header().identity(), mine);
        }
      }
    }
    return Damage.incomplete(storage.location(), "the manifest does not belong to " + mine);
  }

  private long checkpoint(Manifest manifest, List<String> names) throws IOException {
    if (manifest.checkpoint() == 0) {
      return 0;
    }
    String name = FileNames.checkpoint(manifest.checkpoint());
    if (!names.contains(name)) {
      throw Damage.incomplete(storage.location(), "checkpoint file " + name + " is missing");
    }
    try (StorageFile file = storage.openForReading(name)) {
      return checkpointRecords(name, manifest, new FileCursor(file));
    }
  }

  private long checkpointRecords(String name, Manifest manifest, FileCursor cursor)
      throws IOException {
    FileHeader.Parsed parsed = FileHeader.read(cursor, CHECKPOINT);
    if (parsed != null && !parsed.readable()) {
      throw Damage.tooNew(storage.location(), name);
    }
    if (parsed == null
        || parsed.header().number() != manifest.checkpointRecord()
        || parsed.header().identity().seed() != manifest.seed()) {
      throw Damage.corrupt(
          storage.location(), name, 0, "no intact header of the expected checkpoint");
    }
    RecordReader reader = new RecordReader(cursor, parsed.length());
    int chain = parsed.header().chain();
    for (long sequence = 1; ; sequence++) {
      long offset = reader.offset();
      StoredRecord stored = found(name, offset, reader.next(sequence, chain));
      if (stored.flags() == RecordFormat.END) {
        if (reader.offset() != cursor.size()) {
          throw Damage.corrupt(storage.location(), name, reader.offset(), "bytes behind the end");
        }
        return sequence - 1;
      }
      visitor.visit(0, stored.kind(), stored.payload());
      chain = stored.crc();
    }
  }

  private StoredRecord found(String name, long offset, Step step) {
    return switch (step) {
      case Step.Found(StoredRecord stored) -> stored;
      case Step.End _ ->
          throw Damage.corrupt(storage.location(), name, offset, "the checkpoint has no end");
      case Step.TooNew _ -> throw Damage.tooNew(storage.location(), name);
      case Step.Damaged(String why) -> throw Damage.corrupt(storage.location(), name, offset, why);
    };
  }
}
