// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import io.dsm.DsmException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Command that checks journals and never changes them: {@code JournalVerify DIRECTORY...}, each the
 * directory of a journal or one that holds such, like the data directory of a node. Exit code 0:
 * all sound; 1: usable with remarks; 2: damaged, unreadable or wrongly called.
 */
public final class JournalVerify {

  private JournalVerify() {}

  /** Prints a report for each directory and exits. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.out));
  }

  static int run(String[] arguments, PrintStream out) {
    if (arguments.length == 0) {
      out.println("usage: JournalVerify DIRECTORY...   reads and checks, never changes anything");
      return 2;
    }
    int worst = 0;
    for (String directory : arguments) {
      for (Path journal : journals(Path.of(directory))) {
        worst = Math.max(worst, verify(journal, out));
      }
    }
    return worst;
  }

  /** The directory itself, or those directly in it that are journals if it is none. */
  private static List<Path> journals(Path directory) {
    if (isJournal(directory)) {
      return List.of(directory);
    }
    try (Stream<Path> children = Files.list(directory)) {
      List<Path> journals = children.filter(JournalVerify::isJournal).sorted().toList();
      return journals.isEmpty() ? List.of(directory) : journals;
    } catch (IOException e) {
      return List.of(directory); // Its inspection says what is wrong with it.
    }
  }

  private static boolean isJournal(Path directory) {
    return Files.isRegularFile(directory.resolve(FileNames.MANIFEST));
  }

  private static int verify(Path directory, PrintStream out) {
    try {
      JournalInspection.Report report = JournalInspection.inspect(directory, null);
      print(report, out);
      return switch (report.verdict()) {
        case SOUND -> 0;
        case USABLE -> 1;
        case DAMAGED -> 2;
      };
    } catch (DsmException e) {
      out.println(e.getMessage());
      return 2;
    }
  }

  private static void print(JournalInspection.Report report, PrintStream out) {
    out.println(report.location() + ": " + report.verdict());
    if (report.verdict() != JournalInspection.Verdict.DAMAGED) {
      out.printf(
          "  checkpoint: %d records, up to record %d%n",
          report.checkpointRecords(), report.checkpointRecord());
      out.printf("  records: %d, the last is %d%n", report.records(), report.lastRecord());
    }
    for (JournalInspection.SegmentSummary segment : report.segments()) {
      out.printf(
          "  %s: records %d to %d, %d bytes%n",
          segment.file(), segment.firstRecord(), segment.lastRecord(), segment.bytes());
    }
    report.remarks().forEach(remark -> out.println("  ! " + remark));
  }
}
