// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.DsmRuntime;
import io.dsm.lease.AcquireResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Two contexts are two nodes: they share a register, a counter and the owner of a shard. */
class ClusterTest {

  @Test
  void twoApplicationsFormOneCluster(@TempDir Path directory) throws Exception {
    List<Integer> ports = FreePorts.choose(2);
    try (ConfigurableApplicationContext a = node("a", ports.get(0), ports, directory);
        ConfigurableApplicationContext b = node("b", ports.get(1), ports, directory)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> members(a) == 2 && members(b) == 2 && leads(a) && leads(b));
      Gateway here = a.getBean(Gateway.class);
      Gateway there = b.getBean(Gateway.class);
      here.routes.put("eu", new Route("10.0.0.7", 8443));
      here.requests.at("eu").increment();
      there.requests.at("eu").increment();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> there.routes.get("eu").isPresent() && here.requests.at("eu").value() == 2);
      assertThat(here.shards.acquire("s", new Worker("a")).toCompletableFuture().get(30, SECONDS))
          .isInstanceOf(AcquireResult.Acquired.class);
      assertThat(there.shards.acquire("s", new Worker("b")).toCompletableFuture().get(30, SECONDS))
          .isInstanceOf(AcquireResult.HeldByAnother.class);
    }
  }

  private static ConfigurableApplicationContext node(
      String name, int port, List<Integer> ports, Path directory) {
    return SpringApplication.run(
        Gateway.class,
        "--dsm.node-id=" + name,
        "--dsm.cluster.membership=unicast",
        "--dsm.cluster.unicast.bind-address=127.0.0.1",
        "--dsm.cluster.unicast.bind-port=" + port,
        "--dsm.cluster.unicast.seeds[0]=127.0.0.1:" + ports.get(0),
        "--dsm.cluster.unicast.seeds[1]=127.0.0.1:" + ports.get(1),
        "--dsm.consensus.voters=a,b",
        "--dsm.data-directory=" + directory.resolve(name));
  }

  private static int members(ConfigurableApplicationContext context) {
    return context.getBean(DsmRuntime.class).clusterView().members().size();
  }

  private static boolean leads(ConfigurableApplicationContext context) {
    return context
        .getBean(DsmRuntime.class)
        .diagnostics()
        .consensus()
        .flatMap(tier -> tier.leader())
        .isPresent();
  }
}
