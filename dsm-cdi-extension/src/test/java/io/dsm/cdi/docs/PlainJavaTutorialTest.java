// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.cluster.Membership;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of docs/tutorial/plain-java.md, run. */
class PlainJavaTutorialTest {

  private final List<String> written = new ArrayList<>();

  @Test
  void oneNodeServesWhatItWasGiven() {
    DsmRuntime runtime = DsmRuntime.builder().clusterId("prod").serviceId("gateway").build();
    RegisterCollection<RouteHint> hints =
        runtime.register(
            RegisterSpec.of("shared", "gateway", "route-hints", RouteHint.class)
                .schemaId("route-hints/v1")
                .build());
    runtime.start();
    hints.put("eu-west-1", new RouteHint("10.0.0.7", 8443));
    assertThat(hints.get("eu-west-1")).contains(new RouteHint("10.0.0.7", 8443));
    runtime.close();
  }

  @Test
  void threeNodesAgreeOnOneOwner(@TempDir Path directory) throws Exception {
    List<InetSocketAddress> seeds = addresses();
    List<DsmRuntime> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = List.of("a", "b", "c").get(i);
      nodes.add(node(name, seeds.get(i).getPort(), seeds, directory.resolve(name)));
    }
    List<LeaseCollection<Worker>> shards = nodes.stream().map(this::shards).toList();
    nodes.forEach(DsmRuntime::start);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                nodes.stream()
                    .allMatch(
                        node -> node.diagnostics().consensus().orElseThrow().leader().isPresent()));
    for (LeaseCollection<Worker> ofNode : shards) {
      acquire(ofNode);
    }
    nodes.forEach(DsmRuntime::close);
    assertThat(written).containsExactly("storage/1");
  }

  private static DsmRuntime node(
      String name, int port, List<InetSocketAddress> seeds, Path directory) {
    DsmRuntime runtime =
        DsmRuntime.builder()
            .clusterId("prod")
            .serviceId("gateway")
            .nodeId(NodeId.of(name))
            .membership(Membership.unicast("127.0.0.1", port, seeds))
            .voters(Voters.of("a", "b", "c"))
            .dataDirectory(directory)
            .build();
    return runtime;
  }

  private LeaseCollection<Worker> shards(DsmRuntime runtime) {
    LeaseCollection<Worker> shards =
        runtime.lease(LeaseSpec.of("shared", "gateway", "shard-owner", Worker.class).build());
    return shards;
  }

  private void acquire(LeaseCollection<Worker> shards) throws Exception {
    AcquireResult<Worker> result =
        shards.acquire("shard-1", new Worker("me")).toCompletableFuture().get(10, SECONDS);
    switch (result) {
      case AcquireResult.Acquired<Worker> acquired ->
          acquired.lease().run(token -> writeTo("storage", token.value()));
      case AcquireResult.HeldByAnother<Worker> other ->
          System.out.println("owned by " + other.holder().owner());
    }
  }

  private boolean writeTo(String resource, long token) {
    return written.add(resource + "/" + token);
  }

  private static List<InetSocketAddress> addresses() throws IOException {
    List<InetSocketAddress> addresses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        addresses.add(new InetSocketAddress("127.0.0.1", socket.getLocalPort()));
      }
    }
    return addresses;
  }
}
