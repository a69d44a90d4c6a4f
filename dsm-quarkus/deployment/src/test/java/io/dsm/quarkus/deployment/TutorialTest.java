// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.greetings.Greetings;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The application of docs/tutorial/quarkus.md: packaged, and run in two processes. */
class TutorialTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

  @RegisterExtension
  static final QuarkusProdModeTest APPLICATION =
      new QuarkusProdModeTest()
          // Of test scope here, and so not part of an application unless it is named.
          .setForcedDependencies(
              List.of(Dependency.of("io.quarkus", "quarkus-rest-jackson", Version.getVersion())))
          .withApplicationRoot(
              jar ->
                  jar.addClass(Greetings.class)
                      .addAsResource("tutorial/application.properties", "application.properties"));

  @ProdBuildResults ProdModeTestResults built;

  @TempDir Path folder;

  @Test
  void whatOneProcessIsToldTheOtherKnows() throws Exception {
    List<Integer> ports = DevClusterBuildItem.freePorts(4);
    String seeds = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1);
    Process first = start("a", ports.get(0), seeds, ports.get(2));
    Process second = start("b", ports.get(1), seeds, ports.get(3));
    try (HttpClient client = HttpClient.newHttpClient()) {
      await()
          .atMost(LONG_ENOUGH)
          .untilAsserted(() -> assertThat(put(client, ports.get(2))).as(log("a")).isEqualTo(204));
      await()
          .atMost(LONG_ENOUGH)
          .untilAsserted(
              () ->
                  assertThat(get(client, ports.get(3)))
                      .as(log("b"))
                      .isEqualTo("{\"ann\":\"Hello from a\"}"));
    } finally {
      first.destroyForcibly();
      second.destroyForcibly();
    }
    assertThat(first.waitFor()).isNotNegative();
    assertThat(second.waitFor()).isNotNegative();
  }

  private Process start(String name, int port, String seeds, int http) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + http,
            "-Ddsm.node-id=" + name,
            "-Ddsm.cluster.unicast.bind-port=" + port,
            "-Ddsm.cluster.unicast.seeds=" + seeds,
            "-jar",
            built.getBuildDir().resolve("quarkus-app").resolve("quarkus-run.jar").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private String log(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".log"));
  }

  private static int put(HttpClient client, int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(port, "/greetings/ann"))
            .header("Content-Type", "text/plain")
            .PUT(BodyPublishers.ofString("Hello from a"))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (ConnectException notYet) {
      return 0;
    }
  }

  private static String get(HttpClient client, int port) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri(port, "/greetings")).build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (ConnectException notYet) {
      return "";
    }
  }

  private static URI uri(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
