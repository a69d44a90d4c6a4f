// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.checks.tutorial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Shells in one folder; what one of them exports, the later ones know. */
final class Terminals implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 900;

  private final Path folder;
  private final List<Terminal> open = new ArrayList<>();
  private String exported = "";

  Terminals(Path folder) {
    this.folder = folder;
  }

  /** A program that runs, and what it has printed so far. */
  record Terminal(Process process, Path output) {

    String text() throws IOException {
      return Files.readString(output);
    }

    void type(String line) throws IOException {
      process.outputWriter().write(line + "\n");
      process.outputWriter().flush();
    }

    /** Ends the program as Ctrl-C does, with what it has started. */
    void stop() {
      List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
      all.add(process.toHandle());
      all.forEach(ProcessHandle::destroy);
      for (ProcessHandle each : all) {
        if (!each.onExit()
            .thenApply(_ -> true)
            .completeOnTimeout(false, 30, TimeUnit.SECONDS)
            .join()) {
          each.destroyForcibly();
        }
      }
    }
  }

  /** Runs to the end. Throws with the output if that is no success. */
  String run(String commands) throws IOException {
    Terminal terminal = launch(commands);
    try {
      if (!terminal.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        terminal.stop();
        throw new IOException("'" + commands + "' did not end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
    if (terminal.process.exitValue() != 0) {
      throw new IOException("'" + commands + "' failed:\n" + terminal.text());
    }
    commands.lines().filter(it -> it.startsWith("export ")).forEach(it -> exported += it + "\n");
    return terminal.text();
  }

  /** Starts a program that goes on until it is stopped. */
  Terminal start(String command) throws IOException {
    Terminal terminal = launch("exec " + command);
    open.add(terminal);
    return terminal;
  }

  private Terminal launch(String commands) throws IOException {
    Path output = Files.createTempFile(folder, "terminal-", ".log");
    Process process =
        new ProcessBuilder("bash", "-e", "-c", exported + commands)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Terminal(process, output);
  }

  @Override
  public void close() {
    open.forEach(Terminal::stop);
  }
}
