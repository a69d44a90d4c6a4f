// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and judges a journal without taking its lock and without changing a byte. */
public final class JournalInspection {

  /** What came out. */
  public enum Verdict {
    /** Everything is as it should be. */
    SOUND,
    /** A node would start, after tidying up what {@link Report#remarks} names. */
    USABLE,
    /** A node would refuse to start from it. */
    DAMAGED
  }

  /**
   * One segment.
   *
   * @param file its name
   * @param firstRecord number of its first record
   * @param lastRecord number of its last record; one less than the first if it is empty
   * @param bytes length of the file
   */
  public record SegmentSummary(String file, long firstRecord, long lastRecord, long bytes) {}

  /**
   * The findings.
   *
   * @param location directory
   * @param checkpointRecord last record that the checkpoint covers, 0 without one
   * @param checkpointRecords records in the checkpoint
   * @param records intact records after the checkpoint
   * @param lastRecord number of the last record
   * @param tornBytes bytes of an unfinished tail
   * @param segments those in use, in order
   * @param remarks what is not as it should be, in words
   */
  public record Report(
      String location,
      Verdict verdict,
      long checkpointRecord,
      long checkpointRecords,
      long records,
      long lastRecord,
      long tornBytes,
      List<SegmentSummary> segments,
      List<String> remarks) {

    /** Copies the lists. */
    public Report {
      segments = List.copyOf(segments);
      remarks = List.copyOf(remarks);
    }
  }

  private JournalInspection() {}

  /**
   * Inspects a directory. A journal in use may look torn, because it is.
   *
   * @param expected whose journal it should be; null accepts any
   * @throws DsmException.Rejected if there is no such directory
   * @throws DsmException.Fatal if it cannot be read
   */
  public static Report inspect(Path directory, @Nullable JournalIdentity expected) {
    if (!Files.isDirectory(directory)) {
      throw new DsmException.Rejected(
          "Journal %s: there is no such directory. Give the directory that holds the file 'manifest'."
              .formatted(directory));
    }
    try {
      return inspect(FileStorage.at(directory), expected);
    } catch (IOException e) {
      throw Damage.unreadable(directory.toString(), e);
    }
  }

  /** The same on any storage. */
  public static Report inspect(JournalStorage storage, @Nullable JournalIdentity expected)
      throws IOException {
    try {
      return report(
          storage, new JournalScan(storage, expected, (record, kind, payload) -> {}).run());
    } catch (DsmException.Fatal e) {
      List<String> remarks = List.of(String.valueOf(e.getMessage()));
      return new Report(storage.location(), Verdict.DAMAGED, 0, 0, 0, 0, 0, List.of(), remarks);
    }
  }

  private static Report report(JournalStorage storage, JournalScan.Result scan) {
    List<String> remarks = JournalRemarks.about(scan);
    Manifest manifest = scan.manifest();
    List<SegmentSummary> segments =
        scan.segments().stream()
            .map(s -> new SegmentSummary(s.name(), s.first(), s.last(), s.size()))
            .toList();
    return new Report(
        storage.location(),
        remarks.isEmpty() ? Verdict.SOUND : Verdict.USABLE,
        manifest == null ? 0 : manifest.checkpointRecord(),
        scan.checkpointRecords(),
        scan.records(),
        scan.lastRecord(),
        scan.tornBytes(),
        segments,
        remarks);
  }
}
