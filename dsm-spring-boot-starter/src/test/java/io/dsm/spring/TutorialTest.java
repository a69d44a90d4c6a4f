// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.greetings.TutorialApplication;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application of docs/tutorial/spring-boot.md, in two processes. */
class TutorialTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void whatOneProcessIsToldTheOtherKnows() throws Exception {
    List<Integer> ports = FreePorts.choose(4);
    String seeds = "127.0.0.1:" + ports.get(0) + ",127.0.0.1:" + ports.get(1);
    Process first = start("a", ports.get(0), seeds, ports.get(2));
    Process second = start("b", ports.get(1), seeds, ports.get(3));
    try (HttpClient client = HttpClient.newHttpClient()) {
      await().atMost(LONG_ENOUGH).until(() -> put(client, ports.get(2)) == 200);
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> get(client, ports.get(3)).equals("{\"ann\":\"Hello from a\"}"));
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
            "-cp",
            System.getProperty("java.class.path"),
            TutorialApplication.class.getName(),
            "--spring.config.location=classpath:/tutorial/",
            "--server.address=127.0.0.1",
            "--server.port=" + http,
            "--dsm.node-id=" + name,
            "--dsm.cluster.unicast.bind-port=" + port,
            "--dsm.cluster.unicast.seeds=" + seeds)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
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
