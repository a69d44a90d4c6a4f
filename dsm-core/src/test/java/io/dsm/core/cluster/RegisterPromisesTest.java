// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.core.cluster.VirtualNetwork.Faults;
import io.dsm.register.Version;
import io.dsm.register.WriteOptions;
import io.dsm.register.WriteOptions.Acknowledgement;
import io.dsm.stream.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What registers promise: acknowledgement, lifetime, removal, order, watching. */
class RegisterPromisesTest {

  private final VirtualCluster cluster = new VirtualCluster(3);
  private final VirtualNode a = cluster.start("a");
  private final VirtualNode b = cluster.start("b");
  private final VirtualNode c = cluster.start("c");

  RegisterPromisesTest() {
    cluster.time().run(100);
  }

  @Test
  void aLocalAcknowledgementNeedsNobody() {
    cluster.network().faults(new Faults(100, 0, false));
    CompletableFuture<Version> done = write(Acknowledgement.LOCAL, Duration.ofSeconds(1));
    cluster.time().run(1);
    assertThat(done).isCompleted();
  }

  @Test
  void allMeansThatEveryPeerHasAppliedTheWrite() {
    CompletableFuture<Version> done = write(Acknowledgement.ALL, Duration.ofSeconds(1));
    assertThat(done).isNotDone();
    cluster.time().run(5);
    assertThat(done).isCompletedWithValue(b.hints.entry("k").orElseThrow().version());
    assertThat(c.hints.get("k")).contains("v");
  }

  @Test
  void aMajorityIsEnoughWhenOnePeerIsGoneSilently() {
    cluster.network().silence(c.member);
    CompletableFuture<Version> majority = write(Acknowledgement.MAJORITY, Duration.ofSeconds(1));
    CompletableFuture<Version> all = write(Acknowledgement.ALL, Duration.ofSeconds(1));
    cluster.time().run(5);
    assertThat(majority).isCompleted();
    assertThat(all).isNotDone();
  }

  @Test
  void acknowledgementsAlsoComeByRepair() {
    cluster.network().faults(new Faults(100, 0, false));
    CompletableFuture<Version> done = write(Acknowledgement.ALL, Duration.ofSeconds(9));
    cluster.time().run(10);
    cluster.network().faults(Faults.NONE);
    cluster.time().run(6_000);
    assertThat(done).isCompleted();
  }

  @Test
  void withoutAcknowledgementTheOutcomeIsIndeterminateAndTheWriteStays() {
    cluster.network().faults(new Faults(100, 0, false));
    CompletableFuture<Version> done = write(Acknowledgement.ALL, Duration.ofMillis(500));
    cluster.time().run(501);
    assertThatThrownBy(done::join).hasCauseInstanceOf(DsmException.Indeterminate.class);
    assertThat(a.hints.get("k")).contains("v");
  }

  @Test
  void stoppingEndsTheWaitForAcknowledgements() {
    cluster.network().faults(new Faults(100, 0, false));
    CompletableFuture<Version> done = write(Acknowledgement.ALL, Duration.ofMinutes(5));
    a.node.close();
    cluster.time().run(1);
    assertThat(done).isCompletedExceptionally();
  }

  @Test
  void aValueWithALifetimeVanishesEverywhereAndIsAnnouncedAsRemoved() {
    List<Change<String>> seen = new ArrayList<>();
    b.hints.watch(seen::add);
    a.hints.put("k", "v", Duration.ofSeconds(2));
    cluster.time().run(1_900);
    assertThat(b.hints.get("k")).contains("v");
    cluster.time().run(101);
    assertThat(b.hints.get("k")).isEmpty();
    assertThat(b.hints.all()).isEmpty();
    cluster.time().run(500);
    assertThat(b.hints.size()).isZero();
    assertThat(seen).containsExactly(new Change.Updated<>("k", "v"), new Change.Removed<>("k"));
  }

  @Test
  void aNewerWriteSurvivesTheEndOfAnOlderOne() {
    a.hints.put("k", "short", Duration.ofSeconds(1));
    cluster.time().run(10);
    b.hints.put("k", "long");
    cluster.time().run(5_000);
    assertThat(cluster.isConverged()).isTrue();
    assertThat(c.hints.get("k")).contains("long");
  }

  @Test
  void aWriteMadeAfterReadingIsOrderedAboveEvenIfTheReadersClockIsBehind() {
    b.wall.millis = -400;
    Version first = a.hints.put("k", "first");
    cluster.time().run(10);
    assertThat(b.hints.get("k")).contains("first");
    Version second = b.hints.put("k", "second");
    cluster.time().run(10);
    assertThat(second).isGreaterThan(first);
    assertThat(a.hints.get("k")).contains("second");
  }

  @Test
  void removalWinsOverTheOlderWriteAndItsTombstoneIsCollectedLater() {
    VirtualCluster brief = new VirtualCluster(4).setting("tombstone.horizon", "10s");
    VirtualNode one = brief.start("one");
    VirtualNode two = brief.start("two");
    brief.time().run(100);
    one.hints.put("k", "v");
    brief.time().run(10);
    assertThat(two.hints.remove("k")).isTrue();
    brief.time().run(10);
    assertThat(one.hints.get("k")).isEmpty();
    assertThat(one.node.diagnostics().collections().getLast().tombstones()).isEqualTo(1);
    brief.time().run(13_000);
    assertThat(one.node.diagnostics().collections().getLast().tombstones()).isZero();
    assertThat(two.node.diagnostics().collections().getLast().tombstones()).isZero();
  }

  @Test
  void putIfNewerGuardsAgainstAStaleRead() {
    Version seen = a.hints.put("k", "1");
    Version newer = a.hints.put("k", "2");
    assertThat(a.hints.putIfNewer("k", "3", seen)).isEmpty();
    assertThat(a.hints.get("k")).contains("2");
    assertThat(a.hints.putIfNewer("k", "3", newer)).isPresent();
    assertThat(a.hints.get("k")).contains("3");
  }

  @Test
  void ofTwoConcurrentWritesOneLosesAndIsCounted() {
    a.hints.put("k", "a");
    b.hints.put("k", "b");
    cluster.time().run(100);
    assertThat(a.hints.get("k")).isEqualTo(b.hints.get("k"));
    long discarded =
        cluster.nodes().stream()
            .flatMap(node -> node.node.diagnostics().collections().stream())
            .mapToLong(collection -> collection.discardedWrites())
            .sum();
    assertThat(discarded).isPositive();
  }

  @Test
  void lagTellsWhatPeersHaveNotAcknowledged() {
    cluster.network().faults(new Faults(100, 0, false));
    a.hints.put("k", "v");
    assertThat(a.node.diagnostics().replication().lag()).containsEntry(b.member, 1L);
    cluster.network().faults(Faults.NONE);
    cluster.time().run(5_000);
    assertThat(a.node.diagnostics().replication().lag()).containsEntry(b.member, 0L);
  }

  private CompletableFuture<Version> write(Acknowledgement acknowledgement, Duration timeout) {
    return a.hints.put("k", "v", WriteOptions.of(acknowledgement, timeout)).toCompletableFuture();
  }
}
