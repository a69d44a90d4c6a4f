// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.wildfly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The packaged Quarkus sample as a process. */
record QuarkusNode(Process process, int port) implements AutoCloseable {

  private static final Path JAR = Path.of("../quarkus-sample/target/quarkus-app/quarkus-run.jar");

  /** Starts a node named {@code quarkus}. */
  static QuarkusNode start(Path directory, int port, int clusterPort, String seeds)
      throws IOException {
    Path home = Files.createDirectories(directory.resolve("quarkus"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.port=" + port,
            "-Ddsm.node-id=quarkus",
            "-Ddsm.data-directory=" + home.resolve("state"),
            "-Ddsm.cluster.membership=unicast",
            "-Ddsm.cluster.unicast.bind-address=127.0.0.1",
            "-Ddsm.cluster.unicast.bind-port=" + clusterPort,
            "-Ddsm.cluster.unicast.seeds=" + seeds,
            "-Ddsm.consensus.voters=one,two,quarkus",
            "-jar",
            JAR.toAbsolutePath().normalize().toString());
    return new QuarkusNode(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("console.log").toFile())
            .start(),
        port);
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + "/" + path;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
