// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.core.cluster.VirtualNetwork.Faults;
import io.dsm.diagnostics.CollectionDiagnostics;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Removals are forgotten as soon as all members have them, and never sooner. */
class TombstoneTest {

  private final VirtualCluster cluster = new VirtualCluster(31).setting("tombstone.grace", "2s");

  @Test
  void removalsAreForgottenWhenAllHaveThem() {
    VirtualNode a = startThree();
    for (int i = 0; i < 100; i++) {
      a.hints.put("k" + i, "v");
    }
    cluster.time().run(100);
    for (int i = 0; i < 100; i++) {
      cluster.node(i % 2 == 0 ? "b" : "c").hints.remove("k" + i);
    }
    cluster.time().run(100);
    assertThat(tombstones(a)).isEqualTo(100);
    cluster.time().run(10_000);
    assertThat(cluster.nodes()).allMatch(node -> tombstones(node) == 0);
    assertThat(cluster.isConverged()).isTrue();
    assertThat(a.hints.size()).isZero();
  }

  @Test
  void aMemberThatIsAwayKeepsThemInMindAndFindsItsEntryRemoved() {
    VirtualNode a = startThree();
    a.hints.put("k", "v");
    cluster.time().run(100);
    VirtualNode c = cluster.node("c");
    cut("c");
    a.hints.remove("k");
    cluster.time().run(60_000);
    assertThat(tombstones(a)).isEqualTo(1);
    assertThat(c.hints.get("k")).contains("v");
    cluster.network().heal();
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(c.hints.get("k")).isEmpty();
    cluster.time().run(10_000);
    assertThat(cluster.nodes()).allMatch(node -> tombstones(node) == 0);
    assertThat(c.hints.get("k")).isEmpty();
  }

  @Test
  void aNewcomerThatDoesNotKnowOfTheAbsentOneWaitsForItAllTheSame() {
    VirtualNode a = startThree();
    a.hints.put("k", "v");
    cluster.time().run(100);
    VirtualNode c = cluster.node("c");
    cut("c");
    VirtualNode d = cluster.start("d");
    cut("c");
    cluster.time().run(5_000);
    a.hints.remove("k");
    cluster.time().run(60_000);
    assertThat(tombstones(d)).isEqualTo(1);
    cluster.network().heal();
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(c.hints.get("k")).isEmpty();
  }

  @Test
  void aLifeThatBeganCutOffRemembersItsRemovalsUntilItHasMetTheOthers() {
    VirtualNode a = startThree();
    a.hints.put("k", "v");
    cluster.time().run(100);
    cluster.crash("c");
    cluster.network().partition(List.of(Set.of(), Set.of(a.member, cluster.node("b").member)));
    VirtualNode c = cluster.start("c");
    c.hints.put("k", "w");
    c.hints.remove("k");
    cluster.time().run(60_000);
    assertThat(tombstones(c)).isEqualTo(1);
    cluster.network().heal();
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(cluster.nodes()).allMatch(node -> node.hints.get("k").isEmpty());
  }

  /** No voters are named, so nobody on that side can know of the others: the grace is the bound. */
  @Test
  void livesThatAllBeganOnOneSideRememberTheirRemovalsForTheGrace() {
    cluster.setting("tombstone.grace", "5m");
    VirtualNode a = startThree();
    a.hints.put("k", "v");
    cluster.time().run(100);
    cluster.crash("b");
    cluster.crash("c");
    cluster.network().partition(List.of(Set.of(), Set.of(a.member)));
    VirtualNode b = cluster.start("b");
    VirtualNode c = cluster.start("c");
    cluster.time().run(10_000);
    b.hints.put("k", "w");
    cluster.time().run(100);
    c.hints.remove("k");
    cluster.time().run(240_000);
    assertThat(List.of(b, c)).allMatch(node -> tombstones(node) == 1);
    cluster.network().heal();
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(cluster.nodes()).allMatch(node -> node.hints.get("k").isEmpty());
  }

  @Test
  void theFormerLifeOfAMemberThatBeganAnewIsNotWaitedFor() {
    VirtualNode a = startThree();
    a.hints.put("k", "v");
    cluster.time().run(100);
    cluster.crash("c");
    a.hints.remove("k");
    cluster.time().run(20_000);
    assertThat(tombstones(a)).isEqualTo(1);
    cluster.start("c");
    cluster.time().run(10_000);
    assertThat(tombstones(a)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whatWasRemovedAtLastStaysRemovedInAnyWeather(long seed) {
    Random random = new Random(seed);
    VirtualNode a = startThree();
    for (int round = 0; round < 30; round++) {
      cluster.network().faults(new Faults(random.nextInt(30), 10, true));
      if (random.nextInt(3) == 0) {
        cut(List.of("a", "b", "c").get(random.nextInt(3)));
      }
      for (int i = 0; i < 40; i++) {
        VirtualNode node = cluster.nodes().get(random.nextInt(3));
        if (random.nextBoolean()) {
          node.hints.put("k" + random.nextInt(60), "v" + i);
        } else {
          node.hints.remove("k" + random.nextInt(60));
        }
      }
      cluster.time().run(random.nextInt(6_000));
      cluster.network().heal();
      cluster.time().run(random.nextInt(3_000));
    }
    cluster.network().faults(Faults.NONE);
    assertThat(cluster.converge(20_000)).as("seed " + seed).isTrue();
    for (int i = 0; i < 60; i++) {
      a.hints.remove("k" + i);
    }
    cluster.time().run(30_000);
    assertThat(cluster.isConverged()).as("seed " + seed).isTrue();
    assertThat(cluster.nodes()).allMatch(node -> node.hints.size() == 0 && tombstones(node) == 0);
  }

  private VirtualNode startThree() {
    VirtualNode a = cluster.start("a");
    cluster.start("b");
    cluster.start("c");
    cluster.time().run(3_000);
    return a;
  }

  private void cut(String name) {
    Set<io.dsm.cluster.Member> rest = new java.util.HashSet<>();
    cluster.nodes().forEach(node -> rest.add(node.member));
    rest.remove(cluster.node(name).member);
    cluster.network().partition(List.of(rest, Set.of(cluster.node(name).member)));
  }

  private static long tombstones(VirtualNode node) {
    return node.node.diagnostics().collections().stream()
        .mapToLong(CollectionDiagnostics::tombstones)
        .sum();
  }
}
