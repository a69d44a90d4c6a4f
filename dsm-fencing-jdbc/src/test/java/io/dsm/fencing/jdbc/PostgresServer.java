// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.fencing.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server of this test's own. It does not run as root; where the build does, it runs as
 * the user {@code postgres}.
 */
record PostgresServer(Path data, int port) {

  private static final long PATIENCE_SECONDS = 60;

  static Optional<PostgresServer> startIn(Path directory) throws IOException, InterruptedException {
    if (run("initdb", "--version") != 0 || run("pg_ctl", "--version") != 0) {
      return Optional.empty();
    }
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    PostgresServer server = new PostgresServer(directory.resolve("data"), freePort());
    String data = server.data().toString();
    if (run("initdb", "-D", data, "-U", "guard", "-A", "trust", "-N") != 0) {
      return Optional.empty();
    }
    String options = "-p " + server.port() + " -k " + directory + " -c fsync=off";
    boolean started =
        run("pg_ctl", "-D", data, "-w", "-l", data + "/log", "-o", options, "start") == 0;
    return started ? Optional.of(server) : Optional.empty();
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  void stop() throws IOException, InterruptedException {
    run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    List<String> full = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      full.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    full.addAll(List.of(command));
    try {
      Process process =
          new ProcessBuilder(full)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException notInstalled) {
      return -1;
    }
  }

  /** Below the range from which systems lend ports for outgoing connections. */
  private static int freePort() throws IOException {
    for (int port = 25_432; port < 25_532; port++) {
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        continue;
      }
    }
    throw new IOException("no port from 25432 to 25531 is free");
  }
}
