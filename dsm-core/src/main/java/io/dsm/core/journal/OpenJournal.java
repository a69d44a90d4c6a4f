// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import io.dsm.spi.journal.Journal.CheckpointContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A recovered journal: its open files and the order in which a checkpoint touches them. */
final class OpenJournal {

  /** Where and whose it is. */
  record Site(
      JournalStorage storage,
      JournalIdentity identity,
      JournalSettings settings,
      Executor executor,
      FailStop failStop) {}

  private final Site site;
  private final Reserve reserve;
  private final Segments segments;
  private final DurableMark mark;
  private final GroupCommit commit;
  private final StorageFile manifestFile;
  private final List<String> setAside;
  private final int intactSlots;
  private Manifest manifest;

  private OpenJournal(Site site, JournalScan.Result scan, Manifest manifest, List<String> setAside)
      throws IOException {
    this.site = site;
    this.manifest = manifest;
    this.setAside = setAside;
    this.intactSlots = scan.intactSlots();
    this.reserve = new Reserve(site.storage);
    this.segments = new Segments(site, reserve, scan);
    this.mark = DurableMark.open(site.storage, site.identity.seed());
    this.manifestFile = site.storage.open(FileNames.MANIFEST);
    GroupCommit.Parts parts =
        new GroupCommit.Parts(site.settings, segments, mark, site.failStop, site.executor);
    this.commit = new GroupCommit(parts, scan.lastRecord(), scan.lastChain());
  }

  /** Makes a scanned journal ready for writing. */
  static OpenJournal after(JournalScan.Result scan, Site site) throws IOException {
    JournalScan.Result accepted = scan.manifest() == null ? create(scan, site) : scan;
    Manifest manifest = accepted.manifest();
    if (manifest == null) {
      throw new IllegalStateException("A journal was created without a manifest");
    }
    boolean fsync = site.settings.fsync();
    List<String> setAside = new TailRepair(site.storage, accepted, manifest).run(fsync);
    OpenJournal journal = new OpenJournal(site, accepted, manifest, setAside);
    if (fsync) {
      journal.mark.write(scan.lastRecord());
    } else if (!accepted.unsynced()) {
      site.storage.create(FileNames.UNSYNCED).close();
      site.storage.syncDirectory();
    }
    journal.reserve.prepare(site.settings.reserveBytes());
    return journal;
  }

  /** The manifest comes last: while there is none, there cannot be a record. */
  private static JournalScan.Result create(JournalScan.Result scan, Site site) throws IOException {
    JournalStorage storage = site.storage;
    storage.delete(FileNames.segment(1));
    int seed = site.identity.seed();
    Segment first = Segments.create(storage, site.identity, 1, seed);
    Manifest manifest = new Manifest(1, 1, 0, 0, seed);
    manifest.create(storage).close();
    storage.syncDirectory();
    return new JournalScan.Result(
        manifest, 2, scan.names(), List.of(first), List.of(), 0, 0, 0, seed);
  }

  GroupCommit commit() {
    return commit;
  }

  long bytesSinceCheckpoint() {
    return segments.liveBytes() + commit.bufferedBytes();
  }

  /** Whether a later checkpoint has been written; asked by who may write one. */
  boolean isBehindCheckpoint(long record) {
    return record < manifest.checkpointRecord();
  }

  /** One at a time. */
  void checkpoint(long record, CheckpointContent content) {
    if (record < manifest.checkpointRecord() || record > commit.last()) {
      throw new DsmException.Rejected(
          "Journal %s: a checkpoint at record %d is outside %d to %d; nothing was done."
              .formatted(
                  site.storage.location(), record, manifest.checkpointRecord(), commit.last()));
    }
    // What a checkpoint stands for is durable before it, so that the log never ends before it.
    commit.rotate();
    long generation = manifest.generation() + 1;
    write(generation, record, content);
    try {
      adopt(generation, record);
    } catch (IOException e) {
      throw commit.fail("a checkpoint", e);
    }
  }

  private void write(long generation, long record, CheckpointContent content) {
    String name = FileNames.checkpoint(generation);
    FileHeader header =
        new FileHeader(FileHeader.CHECKPOINT, record, site.identity.seed(), site.identity);
    try {
      CheckpointFile.write(site.storage, name, header, site.settings, content);
    } catch (StorageFullException e) {
      throw new DsmException.Unavailable(
          "Journal %s: no space for a checkpoint; the journal goes on without it. Free some space."
              .formatted(site.storage.location()),
          e);
    } catch (IOException e) {
      throw commit.fail("a checkpoint", e);
    }
  }

  // Appending goes on meanwhile: deleting a segment may take longer than filling one.
  private void adopt(long generation, long record) throws IOException {
    Manifest old = manifest;
    long first = commit.exclusively("a checkpoint", () -> segments.firstNeededAfter(record));
    if (!site.settings.fsync()) {
      Segments.sync(site.storage, FileNames.segment(first));
    }
    Manifest next = new Manifest(generation, first, generation, record, old.seed());
    next.flip(manifestFile);
    manifest = next;
    List<String> needless = commit.exclusively("a checkpoint", () -> segments.forgetBefore(first));
    for (String name : needless) {
      site.storage.delete(name);
    }
    if (old.checkpoint() != 0) {
      site.storage.delete(FileNames.checkpoint(old.checkpoint()));
    }
    site.storage.syncDirectory();
  }

  void close() throws IOException {
    try (manifestFile) {
      boolean healthy = site.failStop.failure() == null;
      try {
        if (healthy) {
          commit.sync();
        }
      } finally {
        mark.close(healthy && site.settings.fsync());
        segments.close();
      }
    }
  }

  static JournalCondition condition(
      String location,
      JournalSettings settings,
      @Nullable OpenJournal journal,
      @Nullable String failure) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    return new JournalCondition(
        location,
        Path.of(location).toAbsolutePath().startsWith(temporary),
        settings.fsync(),
        journal != null && journal.reserve.present(),
        journal != null && journal.reserve.released(),
        journal == null ? List.of() : journal.setAside,
        journal == null ? 0 : journal.intactSlots,
        failure);
  }
}
