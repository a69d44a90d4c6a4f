// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.sample.demo.NodeProcess;
import io.dsm.sample.demo.SampleCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stream of changes, read as a browser reads it. */
class ChangesIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int CLIENTS = 8;
  private static final int HITS = 100;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void aStreamSurvivesManyChangesAtOnceAndEndsWithTheLastOne() throws Exception {
    // The cluster is closed first: that ends the streams, and so the threads that read them.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        SampleCluster cluster = SampleCluster.prepare(PackagedSample.JAR, 3).start()) {
      List<ConcurrentLinkedQueue<String>> streams = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        streams.add(lines);
        URI changes = cluster.nodes().get(i % 3).url().resolve("/changes");
        threads.submit(() -> read(changes, lines));
      }
      await().until(() -> streams.stream().noneMatch(ConcurrentLinkedQueue::isEmpty));
      IntStream.range(0, HITS * 3)
          .mapToObj(i -> threads.submit(() -> hit(cluster.nodes().get(i % 3))))
          .toList()
          .forEach(ChangesIT::join);
      String last = "\"key\":\"burst\",\"value\":" + HITS * 3;
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(streams)
                      .allSatisfy(
                          lines -> assertThat(lines).anyMatch(line -> line.contains(last))));
      int before = streams.getFirst().size();
      await().until(() -> streams.getFirst().size() > before);
    }
  }

  private static boolean hit(NodeProcess node) {
    return node.client().post("/hits/burst").ok();
  }

  private static void join(Future<Boolean> hit) {
    try {
      assertThat(hit.get()).isTrue();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  /** Reads until the node ends the stream; answers how much it read. */
  private static int read(URI changes, ConcurrentLinkedQueue<String> lines)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(changes).build();
    try (Stream<String> body = HTTP.send(request, BodyHandlers.ofLines()).body()) {
      body.filter(line -> line.startsWith("data:")).forEach(lines::add);
    } catch (UncheckedIOException ended) {
      // The node was killed at the end of the test.
    }
    return lines.size();
  }
}
