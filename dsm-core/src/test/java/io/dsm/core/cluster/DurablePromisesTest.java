// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.Durability;
import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.core.durable.MemoryHome;
import io.dsm.crdt.AddWinsSet;
import io.dsm.crdt.CrdtCollection;
import io.dsm.crdt.CrdtSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import io.dsm.register.WriteOptions;
import io.dsm.register.WriteOptions.Acknowledgement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What durable collections keep, seen from outside, on whole nodes. */
class DurablePromisesTest {

  static final RegisterSpec<String> ROUTES =
      RegisterSpec.of("shared", "gateway", "routes", String.class)
          .durability(Durability.LOCAL)
          .build();
  static final CrdtSpec<AddWinsSet<String>> TAGS =
      CrdtSpec.addWinsSets(new CollectionAddress("shared", "gateway", "tags"), String.class);

  private final VirtualCluster cluster = new VirtualCluster(7);
  private final Map<String, MemoryHome> homes = new HashMap<>();

  /** A node with durable collections. */
  private record Site(
      VirtualNode node,
      RegisterCollection<String> routes,
      CrdtCollection<AddWinsSet<String>> tags) {}

  private Site start(String name) {
    VirtualNode node = cluster.build(name);
    node.hints = node.node.register(VirtualCluster.HINTS);
    node.counters = node.node.crdt(VirtualCluster.COUNTERS);
    RegisterCollection<String> routes = node.node.register(ROUTES);
    CrdtCollection<AddWinsSet<String>> tags = node.node.crdt(TAGS);
    node.node.start();
    return new Site(node, routes, tags);
  }

  private MemoryHome home(String name) {
    MemoryHome home = new MemoryHome();
    cluster.home(name, home);
    homes.put(name, home);
    return home;
  }

  @Test
  void whatOneNodeAloneAcknowledgedIsThereAfterACrashAndReachesItsPeers() {
    MemoryHome home = home("a");
    home("b");
    Site a = start("a");
    a.routes().put("k", "v");
    a.routes().put("gone", "x");
    a.routes().remove("gone");
    a.node().counters.at("c").add(3);
    a.tags().at("t").add("blue");
    a.tags().at("t").add("red");
    a.tags().at("t").remove("red");
    cluster.crash("a");
    home.unplugged();

    Site b = start("b");
    Site again = start("a");
    assertThat(again.routes().get("k")).contains("v");
    assertThat(again.routes().get("gone")).isEmpty();
    assertThat(again.node().counters.at("c").value()).isEqualTo(3);
    assertThat(again.tags().at("t").elements()).containsExactly("blue");
    again.node().counters.at("c").add(1);
    boolean arrived =
        cluster
            .time()
            .runUntil(
                () ->
                    b.routes().get("k").isPresent()
                        && b.node().counters.at("c").value() == 4
                        && b.tags().at("t").elements().contains("blue"),
                20_000);
    assertThat(arrived).isTrue();
    assertThat(b.routes().get("gone")).isEmpty();
  }

  @Test
  void memoryCollectionsAreGone() {
    MemoryHome home = home("a");
    Site a = start("a");
    a.node().hints.put("k", "v");
    cluster.crash("a");
    home.unplugged();
    assertThat(start("a").node().hints.get("k")).isEmpty();
  }

  @Test
  void aWriteAfterTheRestartIsAboveEverythingRecovered() {
    MemoryHome home = home("a");
    Site a = start("a");
    a.node().wall.millis += 400;
    var before = a.routes().put("k", "v");
    cluster.crash("a");
    home.unplugged();
    Site again = start("a");
    assertThat(again.routes().put("k", "w")).isGreaterThan(before);
    assertThat(again.routes().get("k")).contains("w");
  }

  @Test
  void aCollectionThatIsNotOpenedIsKeptForALaterLife() {
    MemoryHome home = home("a");
    start("a").routes().put("k", "v");
    cluster.crash("a");
    home.unplugged();
    VirtualNode without = cluster.build("a");
    without.node.crdt(VirtualCluster.COUNTERS);
    without.node.start();
    assertThat(without.node.diagnostics().durability().undeclaredRecords()).isEqualTo(1);
    cluster.crash("a");
    home.unplugged();
    assertThat(start("a").routes().get("k")).contains("v");
  }

  @Test
  void aCollectionOpenedWhileTheNodeRunsGetsWhatWasKept() {
    MemoryHome home = home("a");
    start("a").routes().put("k", "v");
    cluster.crash("a");
    home.unplugged();
    VirtualNode late = cluster.build("a");
    late.node.start();
    RegisterCollection<String> routes = late.node.register(ROUTES);
    assertThat(routes.get("k")).contains("v");
    assertThat(late.node.diagnostics().durability().undeclaredRecords()).isZero();
    routes.put("k2", "v2");
    cluster.crash("a");
    home.unplugged();
    Site again = start("a");
    assertThat(again.routes().all()).containsOnlyKeys("k", "k2");
  }

  @Test
  void anotherSchemaIsRefusedAndNothingIsLost() {
    MemoryHome home = home("a");
    start("a").routes().put("k", "v");
    cluster.crash("a");
    home.unplugged();
    VirtualNode other = cluster.build("a");
    other.node.register(
        RegisterSpec.of("shared", "gateway", "routes", String.class)
            .schemaId("routes/v2")
            .durability(Durability.LOCAL)
            .build());
    assertThatThrownBy(other.node::start)
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("routes/v1")
        .hasMessageContaining("routes/v2");
    home.unplugged();
    assertThat(start("a").routes().get("k")).contains("v");
  }

  @Test
  void localDurabilityWithoutADataDirectoryIsRefused() {
    VirtualNode node = cluster.build("a");
    assertThatThrownBy(() -> node.node.register(ROUTES))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("no data directory");
    node.node.crdt(TAGS);
    assertThat(node.node.diagnostics().collections())
        .allSatisfy(it -> assertThat(it.durability()).isEqualTo(Durability.MEMORY));
  }

  @Test
  void aDamagedJournalIsSetAsideAndRebuiltFromPeers() {
    MemoryHome home = home("a");
    home("b");
    Site a = start("a");
    Site b = start("b");
    writtenEverywhere(a);
    assertThat(b.routes().get("k")).contains("v");
    cluster.crash("a");
    cluster.crash("b");
    home.damaged();
    Site again = start("a");
    cluster.time().runUntil(() -> false, 3_000);
    assertThat(home.timesSetAside()).isEqualTo(1);
    assertThat(again.routes().get("k")).isEmpty();
    assertThat(again.node().node.diagnostics().durability().rebuilding()).isTrue();
    assertThat(again.node().node.diagnostics().replication().caughtUp()).isFalse();
    homes.get("b").unplugged();
    start("b");
    boolean rebuilt =
        cluster
            .time()
            .runUntil(
                () ->
                    again.routes().get("k").isPresent()
                        && !again.node().node.diagnostics().durability().rebuilding(),
                20_000);
    assertThat(rebuilt).isTrue();
  }

  @Test
  void allIsAnsweredWhenEverybodyHasSynced() {
    home("a");
    home("b");
    Site a = start("a");
    start("b");
    writtenEverywhere(a);
  }

  private void writtenEverywhere(Site a) {
    cluster.time().runUntil(() -> a.node().node.clusterView().members().size() == 2, 20_000);
    CompletableFuture<?> written =
        a.routes()
            .put("k", "v", WriteOptions.of(Acknowledgement.ALL, Duration.ofSeconds(5)))
            .toCompletableFuture();
    cluster.time().runUntil(written::isDone, 20_000);
    assertThat(written).isCompleted();
  }
}
