// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.core.cluster.VirtualNetwork.Faults;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that compare ranges of keys, because no log reaches, become equal in any weather. */
class RangeRepairTest {

  private final VirtualCluster cluster = new VirtualCluster(9).setting("log.bytes-max", "0");

  @Test
  void whatOnlyOneSideHasReachesTheOther() {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    fill(a, 3_000);
    assertThat(cluster.converge(10_000)).isTrue();
    split(a, b);
    for (int i = 0; i < 50; i++) {
      a.hints.put("a" + i, "x");
      b.hints.put("b" + i, "y");
      a.hints.put("k" + 7 * i, "by a");
      b.hints.put("k" + 11 * i, "by b");
      a.counters.at("n").add(1);
      b.counters.at("n").add(2);
      b.counters.at("m" + i).add(i);
    }
    a.hints.remove("k1");
    b.hints.remove("k2999");
    cluster.time().run(1_000);
    cluster.network().heal();
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(a.hints.all()).hasSize(3_098).containsEntry("b7", "y").doesNotContainKey("k2999");
    assertThat(b.hints.all()).containsEntry("a7", "x").doesNotContainKey("k1");
    assertThat(a.counters.at("n").value()).isEqualTo(150);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 40})
  void lostQuestionsAndAnswersAreAskedForAgain(int lossPercent) {
    VirtualNode a = cluster.start("a");
    fill(a, 2_000);
    VirtualNode b = cluster.start("b");
    cluster.time().run(3);
    cluster.network().faults(new Faults(lossPercent, 20, true));
    assertThat(cluster.time().runUntil(() -> b.hints.size() == 2_000, 120_000)).isTrue();
    cluster.network().faults(Faults.NONE);
    assertThat(cluster.converge(10_000)).isTrue();
  }

  @Test
  void anInterruptedTransferGoesOnWithAnotherPeerWhereItWas() {
    VirtualNode a = cluster.setting("repair.bytes-per-second", "1MiB").start("a");
    VirtualNode b = cluster.start("b");
    fill(a, 20_000);
    assertThat(cluster.converge(60_000)).isTrue();
    VirtualNode c = cluster.start("c");
    assertThat(cluster.time().runUntil(() -> c.hints.size() > 12_000, 60_000)).isTrue();
    assertThat(c.node.diagnostics().replication().caughtUp()).isFalse();
    cluster.crash("a");
    long before = cluster.network().sentBytes();
    assertThat(cluster.time().runUntil(() -> c.hints.size() == 20_000, 60_000)).isTrue();
    long bytes = cluster.network().sentBytes() - before;
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(c.node.diagnostics().replication().caughtUp()).isTrue();
    long all = 20_000L * (8 + 100);
    System.out.printf("measured: %,d bytes to end a transfer of about %,d bytes%n", bytes, all);
    assertThat(bytes).isLessThan(all * 6 / 10);
    assertThat(b.hints.size()).isEqualTo(20_000);
  }

  @Test
  void aTransferKeepsToItsPaceAndDoesNotHoldUpWrites() {
    VirtualNode a = cluster.setting("repair.bytes-per-second", "256KiB").start("a");
    VirtualNode b = cluster.start("b");
    fill(a, 10_000);
    cluster.time().run(60_000);
    VirtualNode c = cluster.start("c");
    long begun = cluster.time().nanos();
    for (int i = 0; i < 20; i++) {
      cluster.time().run(50);
      a.hints.put("urgent", "u" + i);
      cluster.time().run(2);
      assertThat(b.hints.get("urgent")).contains("u" + i);
    }
    assertThat(c.hints.size()).isBetween(500, 9_000);
    assertThat(cluster.converge(60_000)).isTrue();
    long millis = (cluster.time().nanos() - begun) / 1_000_000;
    assertThat(millis).isGreaterThan(10_000L * 108 * 1_000 / (256 << 10) * 8 / 10);
  }

  @Test
  void nodesThatReturnTogetherAreServedAFewAtATimeAndAllCatchUp() {
    VirtualNode a = cluster.start("a");
    fill(a, 5_000);
    for (int i = 0; i < 8; i++) {
      cluster.start("n" + i);
    }
    assertThat(cluster.converge(30_000)).isTrue();
    assertThat(cluster.nodes()).allMatch(node -> node.node.diagnostics().replication().caughtUp());
  }

  @Test
  void aNewcomerIsNotMisledByAnotherOneThatIsEmptyToo() {
    VirtualNode full = cluster.start("z-full");
    VirtualNode empty = cluster.start("a-empty");
    cluster.time().run(5_000);
    fill(full, 1_000);
    cluster.crash("a-empty");
    assertThat(empty.hints.size()).isLessThanOrEqualTo(1_000);
    cluster.network().faults(new Faults(0, 0, false));
    VirtualNode first = cluster.start("a-empty");
    VirtualNode second = cluster.start("b-empty");
    while (!second.node.diagnostics().replication().caughtUp()) {
      cluster.time().run(1);
    }
    assertThat(second.hints.size()).isEqualTo(1_000);
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(first.node.diagnostics().replication().caughtUp()).isTrue();
  }

  private void split(VirtualNode left, VirtualNode right) {
    cluster.network().partition(List.of(Set.of(left.member), Set.of(right.member)));
  }

  private static void fill(VirtualNode node, int entries) {
    for (int i = 0; i < entries; i++) {
      node.hints.put("k" + i, "x".repeat(60) + i);
    }
  }
}
