// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.core.durable.MemoryHome;
import io.dsm.register.RegisterCollection;
import org.junit.jupiter.api.Test;

/** A node that says it has caught up has what its peers had, wherever they had it from. */
class ReadinessTest {

  private final VirtualCluster cluster = new VirtualCluster(17);

  private record Site(VirtualNode node, RegisterCollection<String> routes) {
    boolean isCaughtUp() {
      return node.node.diagnostics().replication().caughtUp();
    }
  }

  private Site start(String name) {
    VirtualNode node = cluster.build(name);
    node.hints = node.node.register(VirtualCluster.HINTS);
    node.counters = node.node.crdt(VirtualCluster.COUNTERS);
    RegisterCollection<String> routes = node.node.register(DurablePromisesTest.ROUTES);
    node.node.start();
    return new Site(node, routes);
  }

  private MemoryHome home(String name) {
    MemoryHome home = new MemoryHome();
    cluster.home(name, home);
    return home;
  }

  @Test
  void afterARestartOfAllAWipedDiskIsFilledBeforeItsNodeIsReady() {
    MemoryHome homeA = home("a");
    MemoryHome homeB = home("b");
    home("c");
    fill(start("a"), "a", 500);
    Site b = start("b");
    assertThat(cluster.time().runUntil(b::isCaughtUp, 10_000)).isTrue();
    cluster.crash("a");
    fill(b, "b", 300);
    cluster.crash("b");
    homeA.unplugged();
    homeB.unplugged();

    Site again = start("a");
    Site other = start("b");
    Site wiped = start("c");
    while (!wiped.isCaughtUp()) {
      cluster.time().run(1);
    }
    assertThat(wiped.routes().size()).isEqualTo(800);
    while (!other.isCaughtUp()) {
      cluster.time().run(1);
    }
    assertThat(other.routes().size()).isEqualTo(800);
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(again.routes().size()).isEqualTo(800);
  }

  @Test
  void nodesThatHaveNothingAreReadyTogether() {
    home("a");
    home("b");
    home("c");
    Site a = start("a");
    Site b = start("b");
    Site c = start("c");
    assertThat(
            cluster
                .time()
                .runUntil(() -> a.isCaughtUp() && b.isCaughtUp() && c.isCaughtUp(), 5_000))
        .isTrue();
  }

  private static void fill(Site site, String prefix, int entries) {
    for (int i = 0; i < entries; i++) {
      site.routes().put(prefix + i, "v" + i);
    }
  }
}
