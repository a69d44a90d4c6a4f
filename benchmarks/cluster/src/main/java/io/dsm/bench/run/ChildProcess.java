// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.bench.run;

import io.dsm.bench.child.Child;
import io.dsm.bench.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A child process and the conversation with it. Used by one thread at a time. */
final class ChildProcess implements AutoCloseable {

  private static final long ANSWER_MILLIS = 120_000;

  private final Process process;
  private final PrintWriter commands;
  private final BufferedReader answers;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());

  private ChildProcess(Process process) {
    this.process = process;
    this.commands = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a process for nodes of a system.
   *
   * @param log where its standard error goes
   * @param options of its virtual machine
   */
  static ChildProcess start(String system, String classPath, Path log, List<String> options)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("-Djava.net.preferIPv4Stack=true");
    line.add("--sun-misc-unsafe-memory-access=allow");
    line.add("--enable-native-access=ALL-UNNAMED");
    line.addAll(options);
    line.addAll(List.of("-cp", classPath, Child.class.getName(), system));
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(builder.start());
  }

  long pid() {
    return process.pid();
  }

  /** Sends a command without waiting for the answer. */
  void send(Map<String, Object> command) {
    commands.println(Json.write(command));
  }

  /** Waits for the answer to the command sent last. */
  Map<String, Object> answer() throws Failed, Failed.NotOffered {
    return answer(ANSWER_MILLIS);
  }

  /** The same, with a patience of one's own, in milliseconds. */
  Map<String, Object> answer(long patience) throws Failed, Failed.NotOffered {
    Map<String, Object> answer = Json.object(line(patience));
    if (answer.get("notOffered") instanceof String what) {
      throw new Failed.NotOffered(what);
    }
    if (answer.get("error") instanceof String error) {
      throw new Failed(error);
    }
    return answer;
  }

  Map<String, Object> call(Map<String, Object> command) throws Failed, Failed.NotOffered {
    send(command);
    return answer();
  }

  private String line(long patience) throws Failed {
    Future<String> line = reader.submit(answers::readLine);
    try {
      String text = line.get(patience, TimeUnit.MILLISECONDS);
      if (text == null) {
        throw new Failed("the process ended");
      }
      return text;
    } catch (TimeoutException _) {
      kill();
      throw new Failed("no answer within " + patience / 1_000 + " s");
    } catch (ExecutionException e) {
      throw new Failed("the process ended: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }

  /** Ends the process without any chance to say goodbye. */
  void kill() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the process as a long pause would ({@code STOP}), or lets it go on ({@code CONT}). */
  void signal(String name) throws Failed {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
      if (exit != 0) {
        throw new Failed("could not send signal " + name);
      }
    } catch (IOException e) {
      throw new Failed("could not send signal " + name + ": " + e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
    kill();
  }
}
