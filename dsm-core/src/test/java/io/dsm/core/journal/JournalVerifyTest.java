// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that only looks. */
class JournalVerifyTest {

  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int verify(String... arguments) {
    out.reset();
    return JournalVerify.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void write() {
    write(directory);
  }

  private static void write(Path where) {
    try (FileJournal journal =
        FileJournal.open(where, Workload.IDENTITY, Workload.SMALL, Runnable::run)) {
      Workload workload = new Workload();
      journal.recover((record, kind, payload) -> {});
      workload.append(journal, 20);
      workload.checkpoint(journal, 15);
      workload.append(journal, 2);
    }
  }

  /** Names sort by age. */
  private Path lastSegment() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(p -> p.getFileName().toString().startsWith("segment-"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  private Map<String, String> everything() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        content.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return content;
  }

  @Test
  void aSoundJournalIsReportedSound() throws IOException {
    write();
    Map<String, String> before = everything();
    assertThat(verify(directory.toString())).isZero();
    assertThat(output()).contains("SOUND", "up to record 15", "records: 7, the last is 22");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aTornTailIsReportedAndLeftAlone() throws IOException {
    write();
    Files.write(lastSegment(), new byte[10], StandardOpenOption.APPEND);
    Map<String, String> before = everything();
    assertThat(verify(directory.toString())).isEqualTo(1);
    assertThat(output()).contains("USABLE", "ends with 10 bytes");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aDamagedJournalIsReportedDamaged() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(lastSegment());
    bytes[60] ^= 1;
    Files.write(lastSegment(), bytes);
    assertThat(verify(directory.toString())).isEqualTo(2);
    assertThat(output()).contains("DAMAGED", "offset 53");
  }

  @Test
  void allJournalsOfADataDirectoryAreReported() {
    write(directory.resolve("content"));
    write(directory.resolve("identity"));
    assertThat(verify(directory.toString())).isZero();
    assertThat(output())
        .contains(directory.resolve("content") + ": SOUND")
        .contains(directory.resolve("identity") + ": SOUND");
  }

  @Test
  void whatIsNoJournalIsNotSound() {
    assertThat(verify()).isEqualTo(2);
    assertThat(output()).contains("usage");
    assertThat(verify(directory.resolve("nowhere").toString())).isEqualTo(2);
    assertThat(output()).contains("no such directory");
    assertThat(verify(directory.toString())).isEqualTo(1);
    assertThat(output()).contains("no journal here yet");
  }
}
