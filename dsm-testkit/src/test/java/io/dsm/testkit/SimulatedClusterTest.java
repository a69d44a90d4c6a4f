// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.DsmRuntime;
import io.dsm.crdt.CrdtSpec;
import io.dsm.crdt.PnCounter;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import io.dsm.register.RegisterCollection;
import io.dsm.register.RegisterSpec;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a user's test can do to a cluster, and see. */
class SimulatedClusterTest {

  private static final RegisterSpec<String> HINTS =
      RegisterSpec.of("shared", "shop", "hints", String.class).build();
  private static final RegisterSpec<Integer> LIMITS =
      RegisterSpec.of("shared", "shop", "limits", Integer.class).build();
  private static final CrdtSpec<PnCounter> VISITS =
      CrdtSpec.counters(new CollectionAddress("shared", "shop", "visits"));
  private static final LeaseSpec<String> JOBS =
      LeaseSpec.<String>of("shared", "shop", "jobs", String.class).build();

  private final SimulatedCluster cluster =
      SimulatedCluster.of(1, "a", "b", "c").declare(SimulatedClusterTest::declare).startAll();

  private static void declare(DsmRuntime node) {
    node.register(HINTS);
    node.register(LIMITS);
    node.crdt(VISITS);
    node.lease(JOBS);
  }

  @Test
  void whatAPartitionAndACrashDividedIsHealed() {
    cluster.advance(Duration.ofSeconds(5));
    cluster.partition(Set.of("a"), Set.of("b", "c"));
    hints("a").put("k", "left");
    hints("b").put("k", "right");
    limits("c").put("k", 7);
    visits("a").add(2);
    visits("b").add(3);
    cluster.advance(Duration.ofSeconds(5));
    assertThat(limits("a").get("k")).isEmpty();
    cluster.crash("c");
    cluster.heal();
    cluster.restart("c");
    assertThat(cluster.advanceUntilAgreed(Duration.ofSeconds(20))).isTrue();
    assertThat(hints("a").entry("k")).isPresent().isEqualTo(hints("c").entry("k"));
    assertThat(limits("a").get("k")).contains(7);
    assertThat(visits("c").value()).isEqualTo(5);
    cluster.validate();
  }

  @Test
  void aHolderThatIsCutOffLosesItsLeaseBeforeAnotherGetsIt() {
    Lease<String> first = acquire("a");
    cluster.partition(Set.of("a"), Set.of("b", "c"));
    cluster.advance(Duration.ofSeconds(9));
    assertThat(cluster.await(jobs("b").acquire("job", "b")))
        .isInstanceOf(AcquireResult.HeldByAnother.class);
    cluster.advance(Duration.ofSeconds(5));
    assertThat(first.isValid()).isFalse();
    assertThat(acquire("b").token().orElseThrow().value()).isGreaterThan(1);
  }

  @Test
  void aPausedNodeIsLateButNotLost() {
    cluster.advance(Duration.ofSeconds(5));
    cluster.pause("b");
    hints("a").put("k", "v");
    cluster.advance(Duration.ofSeconds(3));
    assertThat(hints("b").get("k")).isEmpty();
    cluster.resume("b");
    assertThat(cluster.advanceUntilAgreed(Duration.ofSeconds(20))).isTrue();
    assertThat(hints("b").get("k")).contains("v");
  }

  @Test
  void whoLeavesInOrderReleasesItsLeases() {
    acquire("a");
    cluster.leave("a");
    acquire("b");
    assertThat(cluster.now()).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void tokensSurviveAPowerCutOfAllNodes() {
    long before = acquire("a").token().orElseThrow().value();
    cluster.names().forEach(cluster::cutPower);
    cluster.startAll();
    cluster.advance(Duration.ofSeconds(15));
    assertThat(acquire("b").token().orElseThrow().value()).isGreaterThan(before);
  }

  private Lease<String> acquire(String name) {
    for (int attempt = 0; attempt < 10; attempt++) {
      var asked = jobs(name).acquire("job", name).exceptionally(unavailable -> null);
      if (cluster.await(asked) instanceof AcquireResult.Acquired<String>(var lease)) {
        return lease;
      }
      cluster.advance(Duration.ofSeconds(1));
    }
    throw new AssertionError(name + " never got the lease");
  }

  private RegisterCollection<String> hints(String name) {
    return cluster.runtime(name).register(HINTS);
  }

  private RegisterCollection<Integer> limits(String name) {
    return cluster.runtime(name).register(LIMITS);
  }

  private PnCounter visits(String name) {
    return cluster.runtime(name).crdt(VISITS).at("home");
  }

  private LeaseCollection<String> jobs(String name) {
    return cluster.runtime(name).lease(JOBS);
  }
}
