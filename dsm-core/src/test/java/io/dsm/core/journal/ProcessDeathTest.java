// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes on a real disk: one writer at a time, and a kill takes nothing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ProcessDeathTest {

  private static final int KILLS = 4;

  @TempDir private Path directory;

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Xmx64m",
            JournalProcess.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void anotherProcessIsRefusedAndTheKilledOneLosesNothing() throws Exception {
    Random random = new Random(42);
    long acknowledged = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start();
      try (BufferedReader out = process.inputReader()) {
        assertThat(out.readLine()).startsWith("open");
        assertRefused(process.pid());
        int lines = 20 + random.nextInt(200);
        for (int i = 0; i < lines; i++) {
          acknowledged = Long.parseLong(out.readLine());
        }
        process.toHandle().destroyForcibly(); // Leaves the stream open, unlike the process itself.
        // What it still managed to say before it died counts, too.
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          acknowledged = Long.parseLong(line);
        }
      } finally {
        process.destroyForcibly().waitFor();
      }
      Workload workload = new Workload();
      workload.claim(acknowledged);
      workload.recover(FileStorage.at(directory)).close();
      assertThat(workload.violations()).as("after kill %d", kill).isEmpty();
    }
  }

  private void assertRefused(long pid) {
    assertThatThrownBy(
            () ->
                FileJournal.open(
                    directory, Workload.IDENTITY, JournalSettings.defaults(), Runnable::run))
        .isInstanceOf(DsmException.Fatal.class)
        .hasMessageContaining("process " + pid)
        .hasMessageContaining(directory.toString());
  }
}
