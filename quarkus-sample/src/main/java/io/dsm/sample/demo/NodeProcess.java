// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One node of the sample as a process of its own, on fixed ports, with a directory of its own. */
public final class NodeProcess {

  private static final Duration START_BOUND = Duration.ofSeconds(60);

  private final Settings settings;
  private final NodeClient client;
  private @Nullable Process process;

  NodeProcess(Settings settings) {
    this.settings = settings;
    this.client = new NodeClient(settings.url());
  }

  /**
   * What a node is started with; equal at every start.
   *
   * @param seeds addresses of all nodes, {@code host:port} separated by commas
   * @param voters names of all nodes, separated by commas
   */
  public record Settings(
      String name,
      Path jar,
      Path directory,
      int httpPort,
      int clusterPort,
      String seeds,
      String voters) {

    URI url() {
      return URI.create("http://127.0.0.1:" + httpPort + "/");
    }
  }

  public String name() {
    return settings.name();
  }

  public URI url() {
    return settings.url();
  }

  public NodeClient client() {
    return client;
  }

  public boolean isRunning() {
    Process current = process;
    return current != null && current.isAlive();
  }

  /** Process id, for messages. */
  public long pid() {
    Process current = process;
    return current == null ? 0 : current.pid();
  }

  /** Starts the process; see {@link #awaitReady}. */
  public void start() {
    File log = settings.directory().resolve("node.log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command())
            .directory(settings.directory().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    try {
      process = builder.start();
    } catch (IOException failure) {
      throw new StoryFailed("node " + name() + " could not be started", failure);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of(
            "-Dquarkus.http.port=" + settings.httpPort(),
            "-Ddsm.node-id=" + name(),
            "-Ddsm.data-directory=" + settings.directory().resolve("state"),
            "-Ddsm.cluster.membership=unicast",
            "-Ddsm.cluster.unicast.bind-address=127.0.0.1",
            "-Ddsm.cluster.unicast.bind-port=" + settings.clusterPort(),
            "-Ddsm.cluster.unicast.seeds=" + settings.seeds(),
            "-Ddsm.consensus.voters=" + settings.voters()));
    command.addAll(List.of("-jar", settings.jar().toString()));
    return command;
  }

  /** Waits until the node says that it is ready to serve. */
  public void awaitReady() {
    Patience.until(
        name() + " is ready (see " + settings.directory().resolve("node.log") + ")",
        START_BOUND,
        () -> {
          if (!isRunning()) {
            throw new StoryFailed(
                name() + " ended while starting; see " + settings.directory().resolve("node.log"));
          }
          return client.get("/q/health/ready").ok();
        });
  }

  /** Ends the process at once, as {@code kill -9} does. */
  public void kill() {
    end(true, Duration.ofSeconds(10));
  }

  /** Asks the process to stop and waits until it has. */
  public void stop() {
    end(false, Duration.ofSeconds(30));
  }

  private void end(boolean forcibly, Duration bound) {
    Process current = process;
    if (current == null) {
      return;
    }
    Process asked = forcibly ? current.destroyForcibly() : terminate(current);
    try {
      if (!asked.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        asked.destroyForcibly();
        throw new StoryFailed(name() + " did not stop within " + bound.toSeconds() + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      asked.destroyForcibly();
    }
  }

  private static Process terminate(Process process) {
    process.destroy();
    return process;
  }
}
