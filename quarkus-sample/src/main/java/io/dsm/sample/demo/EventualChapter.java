// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample.demo;

import static io.dsm.sample.demo.Patience.until;

import com.fasterxml.jackson.databind.JsonNode;
import io.dsm.sample.demo.NodeClient.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The part of the story about routes and counters. */
final class EventualChapter {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int HITS_EACH = 100;

  private final SampleCluster cluster;

  EventualChapter(SampleCluster cluster) {
    this.cluster = cluster;
  }

  String publish() {
    NodeProcess publisher = cluster.nodes().getFirst();
    expect(put(publisher, "eu-west-1", "10.0.0.7", 8443), "the route was not accepted");
    Duration visible =
        until(
            "all nodes serve eu-west-1",
            SOON,
            () ->
                cluster.nodes().stream()
                    .map(node -> node.client().get("/routes/eu-west-1").body())
                    .allMatch(route -> route.path("port").asInt() == 8443));
    return "PUT /routes/eu-west-1 on %s; %d nodes answer 10.0.0.7:8443 after %d ms over HTTP"
        .formatted(publisher.name(), cluster.nodes().size(), visible.toMillis());
  }

  String count() {
    CompletableFuture<?>[] clients =
        cluster.nodes().stream()
            .map(node -> CompletableFuture.runAsync(() -> countOn(node)))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(clients).join();
    long sum = (long) HITS_EACH * cluster.nodes().size();
    Duration agreed =
        until(
            "all nodes count " + sum + " hits",
            SOON,
            () -> cluster.nodes().stream().allMatch(node -> hits(node) == sum));
    return "%d increments on %d nodes at once; all read %d, %d ms after the last one"
        .formatted(sum, cluster.nodes().size(), sum, agreed.toMillis());
  }

  private static void countOn(NodeProcess node) {
    for (int i = 0; i < HITS_EACH; i++) {
      expect(node.client().post("/hits/home").ok(), "a hit was not counted on " + node.name());
    }
  }

  private static long hits(NodeProcess node) {
    return node.client().get("/hits").body().path("home").asLong();
  }

  String refuse() {
    NodeProcess node = cluster.nodes().getFirst();
    JsonNode before = node.client().get("/routes").body();
    List<Answer> answers =
        Stream.of("{\"host\":\"10.0.0.7\",\"port\":99999}", "{\"port\":1}", "not json", "")
            .map(body -> node.client().put("/routes/bad", body))
            .toList();
    for (Answer answer : answers) {
      expect(answer.status() == 400, "answered " + answer.status() + " instead of 400");
      expect(!answer.body().path("message").asText().isBlank(), "the refusal has no message");
    }
    expect(node.client().post("/hits/home?by=-5").status() == 400, "by=-5 was not refused");
    expect(node.client().get("/routes").body().equals(before), "a refused route changed something");
    return "HTTP 400: " + answers.getFirst().body().path("message").asText();
  }

  /** Writes on the survivors while a node is down. */
  String change() {
    List<NodeProcess> up = cluster.running();
    expect(up.getFirst().client().delete("/routes/eu-west-1").ok(), "the route was not withdrawn");
    expect(put(up.getLast(), "us-east-1", "10.0.1.9", 8080), "the route was not accepted");
    up.forEach(node -> node.client().post("/hits/home?by=50"));
    until("the survivors agree", SOON, () -> up.stream().allMatch(this::isChanged));
    return "eu-west-1 is gone, us-east-1 is there, on " + names(up);
  }

  String caughtUp(NodeProcess back) {
    Duration took = until(back.name() + " has what it missed", SOON, () -> isChanged(back));
    return "%s (pid %d) has the new route, not the old one, and all %d hits; %d ms after it was ready"
        .formatted(back.name(), back.pid(), hits(back), took.toMillis());
  }

  private boolean isChanged(NodeProcess node) {
    long expected = (long) HITS_EACH * cluster.nodes().size() + 50L * (cluster.nodes().size() - 1);
    return node.client().get("/routes/eu-west-1").status() == 404
        && node.client().get("/routes/us-east-1").ok()
        && hits(node) == expected;
  }

  private static boolean put(NodeProcess node, String key, String host, int port) {
    String body = "{\"host\":\"%s\",\"port\":%d}".formatted(host, port);
    return node.client().put("/routes/" + key, body).ok();
  }

  private static String names(List<NodeProcess> nodes) {
    return String.join(" and ", nodes.stream().map(NodeProcess::name).toList());
  }

  static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new StoryFailed(otherwise);
    }
  }
}
