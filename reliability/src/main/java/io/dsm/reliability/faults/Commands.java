// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs of the system and waits for them. */
final class Commands {

  /** What a program said, and how it ended. */
  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }

  private Commands() {}

  /** Runs a program to its end; a program that is not there ends with status 127. */
  static Result attempt(List<String> command, String input) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (Writer in = process.outputWriter()) {
        in.write(input);
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      return new Result(127, String.valueOf(e.getMessage()));
    }
  }

  static boolean works(String... command) throws InterruptedException {
    return attempt(List.of(command), "").succeeded();
  }

  /** Runs a program that must succeed. */
  static void run(String... command) throws InterruptedException {
    require(List.of(command), "");
  }

  static void require(List<String> command, String input) throws InterruptedException {
    Result result = attempt(command, input);
    if (!result.succeeded()) {
      throw new IllegalStateException(
          "'" + String.join(" ", command) + "' failed: " + result.output().strip());
    }
  }
}
