// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A WildFly of its own: a process with its own directory, ports and deployments. */
final class Server implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(180);

  private static final Path HOME = Path.of(System.getProperty("wildfly.home"));
  private static final String SET = "/system-property=%s:add(value=\"%s\")";
  private static final String PROFILE = "standalone-microprofile-ha.xml";

  private final Path directory;
  private final int offset;
  private final Process process;

  private Server(Path directory, int offset, Process process) {
    this.directory = directory;
    this.offset = offset;
    this.process = process;
  }

  /** Starts a server; see {@link #awaitStarted}. */
  static Server start(Path directory, int offset, Map<String, String> properties)
      throws IOException {
    Path configuration = Files.createDirectories(directory.resolve("configuration"));
    Files.createDirectories(directory.resolve("deployments"));
    for (String name :
        List.of(
            "application-users.properties",
            "application-roles.properties",
            "mgmt-users.properties",
            "mgmt-groups.properties",
            "logging.properties")) {
      Files.copy(
          HOME.resolve("standalone/configuration").resolve(name), configuration.resolve(name));
    }
    String profile = Files.readString(HOME.resolve("standalone/configuration").resolve(PROFILE));
    Files.writeString(configuration.resolve(PROFILE), forTests(profile));
    return new Server(
        directory,
        offset,
        new ProcessBuilder(command(directory, offset, properties))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("console.log").toFile())
            .start());
  }

  /**
   * The default looks for new deployments every five seconds, its highest ports plus an offset
   * above 10,335 are no ports any more, and its workers come and go.
   */
  private static String forTests(String profile) {
    return Workers.fixed(profile)
        .replace("scan-interval=\"5000\"", "scan-interval=\"300\"")
        .replace("port=\"54200\"", "port=\"20200\"")
        .replace("port=\"55200\"", "port=\"21200\"");
  }

  private static List<String> command(Path directory, int offset, Map<String, String> properties) {
    List<String> command = new ArrayList<>();
    command.add(java("java"));
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    // Caches of the JDK and the server keep applications softly until memory is short.
    command.add("-XX:SoftRefLRUPolicyMSPerMB=0");
    command.add("--add-modules=java.se");
    for (String opened : List.of("java.lang", "java.util", "java.util.concurrent", "java.io")) {
      command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
    }
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Djboss.socket.binding.port-offset=" + offset);
    command.add("-Djboss.home.dir=" + HOME);
    command.add("-Djboss.server.base.dir=" + directory);
    command.add("-Dorg.jboss.boot.log.file=" + directory.resolve("boot.log"));
    command.add(
        "-Dlogging.configuration=" + directory.resolve("configuration/logging.properties").toUri());
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", HOME.resolve("jboss-modules.jar").toString()));
    command.addAll(List.of("-mp", HOME.resolve("modules").toString()));
    command.addAll(List.of("org.jboss.as.standalone", "-c", PROFILE, "-bprivate=127.0.0.1"));
    return command;
  }

  /** Waits until the server answers. */
  Server awaitStarted() {
    awaitUntil(
        "server in " + directory + " answers", () -> Http.get(management("health/live")).ok());
    return this;
  }

  /** Deploys and waits until the server says that it has. */
  void deploy(War war) throws IOException {
    Path deployments = directory.resolve("deployments");
    String name = war.name() + ".war";
    Files.deleteIfExists(deployments.resolve(name + ".undeployed"));
    Path target = deployments.resolve(name);
    if (!Files.exists(target)) {
      Files.createFile(deployments.resolve(name + ".skipdeploy"));
      Files.copy(war.file(), target);
      Files.delete(deployments.resolve(name + ".skipdeploy"));
    }
    Files.createFile(deployments.resolve(name + ".dodeploy"));
    awaitUntil(
        name + " is deployed in " + directory,
        () -> {
          if (Files.exists(deployments.resolve(name + ".failed"))) {
            throw new IllegalStateException(
                Files.readString(deployments.resolve(name + ".failed")));
          }
          return Files.exists(deployments.resolve(name + ".deployed"));
        });
  }

  /**
   * Undeploys and waits until the server says that it has. If the scanner of the server has listed
   * the marker just before it is taken away, it reads a time of zero for it, takes that for a
   * change, deploys once more and puts the marker back; then it has to be taken away again.
   */
  void undeploy(War war) throws IOException {
    Path deployments = directory.resolve("deployments");
    String name = war.name() + ".war";
    Path marker = deployments.resolve(name + ".deployed");
    Files.delete(marker);
    awaitUntil(
        name + " is undeployed in " + directory,
        () -> {
          Files.deleteIfExists(marker);
          return Files.exists(deployments.resolve(name + ".undeployed"));
        });
  }

  private void awaitUntil(String what, java.util.concurrent.Callable<Boolean> condition) {
    await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("the server ended; see " + directory, () -> !process.isAlive())
        .until(condition);
  }

  /** Where the web application answers. */
  String url(String path) {
    return "http://127.0.0.1:" + (8080 + offset) + "/" + path;
  }

  /** Where the server itself answers. */
  String management(String path) {
    return "http://127.0.0.1:" + (9990 + offset) + "/" + path;
  }

  /** Sets system properties of the running server, as an administrator does. */
  void set(Map<String, String> properties) throws IOException {
    Path script = Files.createTempFile(directory, "properties-", ".cli");
    Files.write(
        script,
        properties.entrySet().stream()
            .map(each -> SET.formatted(each.getKey(), each.getValue()))
            .toList());
    String answer =
        output(
            List.of(
                java("java"),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                HOME.resolve("bin/client/jboss-cli-client.jar").toString(),
                "--connect",
                "--controller=remote+http://127.0.0.1:" + (9990 + offset),
                "--file=" + script));
    if (answer.split("\"success\"", -1).length - 1 != properties.size()) {
      throw new IOException("the server did not take " + properties + ": " + answer);
    }
  }

  /** What the diagnostic command of the JDK answers. */
  String jcmd(String... command) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(java("jcmd"));
    line.add(String.valueOf(process.pid()));
    line.addAll(List.of(command));
    return output(line);
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  private static String output(List<String> command) throws IOException {
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(
        tool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
