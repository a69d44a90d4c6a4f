// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.reliability.faults;

import io.dsm.reliability.faults.node.FaultNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One life of a node as a process, seen from the rig. */
final class NodeProcess {

  private final Process process;
  private final Thread reader;
  private final Consumer<String[]> ears;
  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile long pid;
  private volatile boolean leads;
  private volatile boolean stopped;

  /**
   * How to start it.
   *
   * @param host what to put before the command, to run it where it belongs
   * @param environment variables to add
   * @param monotonicAhead seconds by which its monotonic clock is ahead of the machine's
   * @param arguments of {@link FaultNode}
   * @param log where its errors go
   */
  record Start(
      List<String> host,
      Map<String, String> environment,
      long monotonicAhead,
      List<String> arguments,
      Path log) {}

  NodeProcess(Start start, Consumer<String[]> ears) throws IOException {
    this.ears = ears;
    List<String> command = new ArrayList<>(start.host());
    if (start.monotonicAhead() != 0) {
      String ahead = String.valueOf(start.monotonicAhead());
      command.addAll(List.of("unshare", "--time", "--monotonic", ahead));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Xmx160m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Dslf4j.internal.verbosity=ERROR",
            "-Ddsm.faults.base=" + TimeUnit.SECONDS.toNanos(start.monotonicAhead()),
            FaultNode.class.getName()));
    command.addAll(start.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(start.log().toFile()));
    builder.environment().putAll(start.environment());
    this.process = builder.start();
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("role")) {
          leads = words[1].equals("LEADER");
        }
        if (words[0].equals("ready")) {
          pid = Long.parseLong(words[1]);
        }
        ears.accept(words);
        if (words[0].equals("ready")) {
          ready.countDown();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      leads = false;
      ready.countDown();
    }
  }

  /** Whether it serves, as far as it said. */
  boolean isReady() {
    return pid != 0 && process.isAlive();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean isStopped() {
    return stopped;
  }

  boolean leads() {
    return leads;
  }

  boolean awaitReady(long seconds) throws InterruptedException {
    return ready.await(seconds, TimeUnit.SECONDS) && isReady();
  }

  /** Kills without warning; returns when everything it had said was heard. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // Leaves the stream open, unlike the process itself.
    process.waitFor();
    reader.join();
  }

  /** Stops it where it stands, as a debugger or a suspended machine does. */
  void pause() throws InterruptedException {
    Commands.attempt(List.of("kill", "-STOP", String.valueOf(process.pid())), "");
    stopped = true;
  }

  /** Lets it go on. */
  void resume() throws InterruptedException {
    Commands.attempt(List.of("kill", "-CONT", String.valueOf(process.pid())), "");
    stopped = false;
  }

  /** Gives an order; a process that is gone does not hear it. */
  void tell(String line) {
    try {
      Writer in = process.outputWriter();
      in.write(line + "\n");
      in.flush();
    } catch (IOException e) {
      // It was killed meanwhile.
    }
  }
}
