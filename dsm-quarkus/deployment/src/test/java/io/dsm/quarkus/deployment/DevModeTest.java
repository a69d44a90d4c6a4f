// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.QuarkusDevModeTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dev mode with two more members, its Dev UI, and live reload. */
class DevModeTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final String HTTP = "localhost:21832";

  static {
    DevUiModel.use();
  }

  @AfterAll
  static void forgetModel() {
    DevUiModel.forget();
  }

  @RegisterExtension
  static final QuarkusDevModeTest DEVELOPMENT =
      new QuarkusDevModeTest()
          .withApplicationRoot(
              jar ->
                  jar.addClasses(DevResource.class)
                      .addAsResource(
                          new StringAsset(
                              """
                              dsm.cluster-id=test
                              dsm.service-id=gateway
                              quarkus.http.port=21832
                              quarkus.dsm.dev.members=2
                              """),
                          "application.properties"));

  @Test
  void aClusterOfThreeIsShownAndSurvivesLiveReload() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      await().atMost(LONG_ENOUGH).until(() -> node(client).matches("first, dev-1#\\d+, sees 3"));
      assertThat(devUi(client, "memberCount")).contains("\"3\"");
      assertThat(devUi(client, "members")).contains("dev-1#", "dev-2#", "dev-3#", "RUNNING");
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> devUi(client, "members").split("FOLLOWER", -1).length == 3);
      assertThat(devUi(client, "collections")).contains("routes", "register");
      assertThat(devUi(client, "leases")).contains("shards", "\"held\"");
      List<String> before = threadsOfMembers();
      for (String version : List.of("second", "third")) {
        DEVELOPMENT.modifySourceFile(
            DevResource.class, text -> text.replaceFirst("\"\\w+, \"", "\"" + version + ", \""));
        await()
            .atMost(LONG_ENOUGH)
            .until(() -> node(client).matches(version + ", dev-1#\\d+, sees 3"));
      }
      assertThat(devUi(client, "members").split("RUNNING", -1)).hasSize(4);
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> devUi(client, "members").split("FOLLOWER", -1).length == 3);
      await()
          .atMost(LONG_ENOUGH)
          .untilAsserted(
              () -> assertThat(threadsOfMembers()).doesNotHaveDuplicates().isSubsetOf(before));
    }
  }

  /** Names of platform threads that belong to nodes; those of closed nodes must be gone. */
  private static List<String> threadsOfMembers() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("dsm-") && name.contains("dev-"))
        .map(name -> name.replaceFirst("#\\d+", ""))
        .sorted()
        .toList();
  }

  private static String node(HttpClient client) throws Exception {
    URI uri = URI.create("http://" + HTTP + "/node");
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** Asks as the page asks. */
  private static String devUi(HttpClient client, String method) throws Exception {
    Answer answer = new Answer();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://" + HTTP + "/q/dev-ui/json-rpc-ws"), answer)
            .get(20, TimeUnit.SECONDS);
    socket.sendText(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"dsm-quarkus_" + method + "\",\"params\":{}}",
        true);
    try {
      return answer.text.get(20, TimeUnit.SECONDS);
    } finally {
      socket.abort();
    }
  }

  /** The first message that is an answer. */
  private static final class Answer implements WebSocket.Listener {
    final CompletableFuture<String> text = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        if (part.indexOf("\"result\"") >= 0) {
          text.complete(part.toString());
        }
        part.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
