// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.cdi.support.Deployment;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.PnCounter;
import io.dsm.inject.DsmCrdt;
import io.dsm.inject.DsmRegister;
import io.dsm.register.RegisterCollection;
import io.dsm.stream.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Two containers in one JVM form a cluster over TCP. */
class ClusterTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  @ApplicationScoped
  public static class Gateway {
    private final Queue<Change<RouteHint>> seen = new ConcurrentLinkedQueue<>();

    @Inject
    @DsmRegister("route-hints")
    RegisterCollection<RouteHint> routes;

    @Inject
    @DsmCrdt("hits")
    CrdtCollection<PnCounter> hits;

    void changed(@Observes @DsmRegister("route-hints") Change<RouteHint> change) {
      seen.add(change);
    }

    RegisterCollection<RouteHint> routes() {
      return routes;
    }

    PnCounter hits(String key) {
      return hits.at(key);
    }

    boolean saw(Change<RouteHint> change) {
      return seen.contains(change);
    }
  }

  @Test
  void whatOneDeploymentWritesTheOtherReadsAndObserves() throws IOException {
    int first = freePort();
    int second = freePort();
    try (Deployment one = node("n1", first, second).start();
        Deployment two = node("n2", second, first).start()) {
      await()
          .atMost(LONG_ENOUGH)
          .until(() -> one.bean(DsmRuntime.class).clusterView().members().size() == 2);
      RouteHint hint = new RouteHint("10.0.0.7", 8443);
      one.bean(Gateway.class).routes().put("eu", hint);
      one.bean(Gateway.class).hits("home").add(2);
      two.bean(Gateway.class).hits("home").add(3);
      await()
          .atMost(LONG_ENOUGH)
          .untilAsserted(
              () -> {
                assertThat(two.bean(Gateway.class).routes().get("eu")).contains(hint);
                assertThat(one.bean(Gateway.class).hits("home").value()).isEqualTo(5);
                assertThat(two.bean(Gateway.class).hits("home").value()).isEqualTo(5);
              });
      await()
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  two.bean(Gateway.class).saw(new Change.Updated<>("eu", hint))
                      || two.bean(Gateway.class).saw(new Change.Current<>("eu", hint)));
    }
  }

  private static Deployment.Recipe node(String name, int port, int other) {
    return Deployment.of(Gateway.class)
        .setting("dsm.cluster-id", "cdi-cluster-test")
        .setting("dsm.node-id", name)
        .setting("dsm.cluster.membership", "unicast")
        .setting("dsm.cluster.unicast.bind-address", "127.0.0.1")
        .setting("dsm.cluster.unicast.bind-port", Integer.toString(port))
        .setting("dsm.cluster.unicast.seeds", "127.0.0.1:" + port + ",127.0.0.1:" + other);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
