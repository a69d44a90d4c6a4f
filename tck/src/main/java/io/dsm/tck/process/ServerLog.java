// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** What a server writes. */
record ServerLog(Path file, BooleanSupplier alive) {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Where the next line will begin. */
  long end() throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** Waits until the text written since then matches, and answers that text. */
  String awaitSince(long start, Pattern pattern) {
    return Awaitility.await(pattern + " in " + file)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("the server ended; see " + file, () -> !alive.getAsBoolean())
        .until(() -> since(start), text -> pattern.matcher(text).find());
  }

  private String since(long start) throws IOException {
    if (end() <= start) {
      return "";
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      byte[] text = new byte[Math.toIntExact(open.length() - start)];
      open.seek(start);
      open.readFully(text);
      return new String(text, UTF_8);
    }
  }
}
