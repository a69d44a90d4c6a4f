// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Shifts the wall clock of single processes, by a small library loaded before all others, built
 * with the C compiler of the machine. Never touches the clock of the machine.
 */
final class ClockShift {

  private final Path library;
  private final Path directory;

  private ClockShift(Path library, Path directory) {
    this.library = library;
    this.directory = directory;
  }

  /** Whether clocks can be shifted here is known afterwards by {@link #works}. */
  static ClockShift in(Path directory) throws IOException, InterruptedException {
    Path library = directory.resolve("shift.so");
    Path source = directory.resolve("shift.c");
    try (InputStream in = ClockShift.class.getResourceAsStream("shift.c")) {
      if (in == null) {
        throw new IllegalStateException("shift.c is not on the class path; rebuild the module");
      }
      Files.write(source, in.readAllBytes());
    }
    Commands.attempt(
        List.of("cc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString()), "");
    return new ClockShift(library, directory);
  }

  /** Lets a process tell the time and compares. */
  boolean works() throws IOException, InterruptedException {
    if (!Files.exists(library)) {
      return false;
    }
    shift("probe", Duration.ofDays(-400));
    Commands.Result said =
        Commands.attempt(
            List.of(
                "env", "LD_PRELOAD=" + library, "DSM_FAULTS_SHIFT=" + file("probe"), "date", "+%s"),
            "");
    long believed = said.succeeded() ? Long.parseLong(said.output().strip()) : 0;
    long behind = System.currentTimeMillis() / 1_000 - believed;
    return Math.abs(behind - Duration.ofDays(400).toSeconds()) < 60;
  }

  /** From now on the wall clock of a node is ahead of the machine's by so much; may be negative. */
  void shift(String node, Duration ahead) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
    bytes.putLong(ahead.toNanos()).flip();
    try (FileChannel channel =
        FileChannel.open(file(node), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(bytes, 0);
    }
  }

  /** The environment of a node whose clock is to be shifted. */
  Map<String, String> environment(String node) throws IOException {
    if (!Files.exists(file(node))) {
      shift(node, Duration.ZERO);
    }
    return Map.of("LD_PRELOAD", library.toString(), "DSM_FAULTS_SHIFT", file(node).toString());
  }

  private Path file(String node) {
    return directory.resolve(node + ".shift");
  }
}
