// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.core.cluster.VirtualNetwork.Faults;
import io.dsm.core.engine.EngineState;
import io.dsm.crdt.VersionVector;
import io.dsm.register.RegisterSpec;
import io.dsm.spi.probe.ProbeEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Differences between replicas and how they heal. */
class RepairTest {

  private final VirtualCluster cluster = new VirtualCluster(7);

  @Test
  void partsThatMeetAgainGetWhatEachLacks() {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    VirtualNode c = cluster.start("c");
    cluster.time().run(100);
    cluster.network().partition(List.of(Set.of(a.member), Set.of(b.member, c.member)));
    a.hints.put("left", "1");
    b.hints.put("right", "2");
    c.counters.at("n").add(5);
    cluster.time().run(1_000);
    assertThat(b.hints.get("left")).isEmpty();
    cluster.network().heal();
    assertThat(cluster.converge(3_000)).isTrue();
    assertThat(a.hints.all()).containsEntry("left", "1").containsEntry("right", "2");
    assertThat(a.counters.at("n").value()).isEqualTo(5);
  }

  @Test
  void whatWasWrittenAMomentBeforeTheHealIsEverywhereAMomentAfterIt() {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    cluster.start("c");
    cluster.time().run(3_100);
    cluster.network().partition(List.of(Set.of(), Set.of(a.member, b.member)));
    cluster.time().run(5_000);
    a.hints.put("left", "1");
    cluster.node("c").hints.put("right", "2");
    cluster.time().run(10);
    cluster.network().heal();
    // No tick of repair comes meanwhile that could count these writes as settled.
    cluster.time().run(100);
    assertThat(cluster.isConverged()).isTrue();
    assertThat(b.hints.all()).hasSize(2);
  }

  @Test
  void nineThatMeetAgainMoveLessThanThreeTimesWhatTheyLack() {
    for (int i = 0; i < 9; i++) {
      cluster.start("n" + i);
    }
    cluster.time().run(3_100);
    List<VirtualNode> nodes = cluster.nodes();
    Set<Member> right =
        nodes.subList(4, 9).stream().map(node -> node.member).collect(Collectors.toSet());
    cluster.network().partition(List.of(Set.of(), right));
    for (int i = 0; i < 400; i++) {
      nodes.get(i % 9).hints.put("key" + i, "v".repeat(200));
    }
    cluster.time().run(5_000);
    long before = cluster.network().sentBytes();
    cluster.network().heal();
    assertThat(cluster.converge(1_000)).isTrue();
    long lacking = 0;
    for (int i = 0; i < 400; i++) {
      lacking += (i % 9 < 4 ? 5 : 4) * 210L;
    }
    assertThat(cluster.network().sentBytes() - before).isLessThan(3 * lacking);
  }

  @Test
  void aLostDeltaIsNoticedAtTheNextOneAndReplayed() {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    cluster.time().run(100);
    cluster.network().faults(new Faults(100, 0, false));
    a.hints.put("lost", "1");
    cluster.time().run(1);
    cluster.network().faults(Faults.NONE);
    a.hints.put("next", "2");
    cluster.time().run(5);
    assertThat(b.hints.all()).hasSize(2);
  }

  @Test
  void aLostLastDeltaIsHealedByThePeriodicDigest() {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    cluster.time().run(100);
    cluster.network().faults(new Faults(100, 0, false));
    a.hints.put("lost", "1");
    cluster.time().run(1);
    cluster.network().faults(Faults.NONE);
    assertThat(cluster.converge(4_000)).isTrue();
    assertThat(b.hints.get("lost")).contains("1");
    assertThat(a.node.diagnostics().replication().repairs()).isPositive();
  }

  @Test
  void whatADeadNodeWroteIsPassedOnByWhoeverHasIt() {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    cluster.time().run(100);
    a.hints.put("k", "v");
    cluster.time().run(10);
    cluster.crash("a");
    VirtualNode c = cluster.start("c");
    cluster.time().run(100);
    assertThat(c.hints.get("k")).contains("v");
    assertThat(c.node.diagnostics().replication().caughtUp()).isTrue();
    assertThat(b.hints.get("k")).contains("v");
  }

  @Test
  void aHistoryThatIsTooShortIsReplacedByASnapshot() {
    cluster.setting("log.bytes-max", "2KiB");
    VirtualNode a = cluster.start("a");
    for (int i = 0; i < 5_000; i++) {
      a.hints.put("k" + i, "v" + i);
    }
    a.hints.remove("k7");
    VirtualNode b = cluster.start("b");
    assertThat(cluster.converge(2_000)).isTrue();
    assertThat(b.hints.size()).isEqualTo(4_999);
    assertThat(b.node.diagnostics().replication().caughtUp()).isTrue();
    EngineState known = b.node.engineState();
    assertThat(known.known().of(a.member)).isEqualTo(5_001);
  }

  @Test
  void aSnapshotLosesNothingThatIsWrittenMeanwhile() {
    cluster.setting("log.bytes-max", "2KiB");
    VirtualNode a = cluster.start("a");
    VirtualNode c = cluster.start("c");
    for (int i = 0; i < 20_000; i++) {
      a.hints.put("k" + i, "v" + i);
      if (i % 500 == 0) {
        cluster.time().run(1);
      }
    }
    VirtualNode b = cluster.start("b");
    for (int i = 0; i < 200; i++) {
      a.hints.put("k" + i * 50, "new" + i);
      b.counters.at("n").increment();
      c.hints.put("c" + i, "x");
      cluster.time().run(1);
    }
    assertThat(cluster.converge(10_000)).isTrue();
    assertThat(b.hints.get("k50")).contains("new1");
    assertThat(a.counters.at("n").value()).isEqualTo(200);
  }

  @Test
  void aQuietClusterPaysForDigestsOnly() {
    for (String name : List.of("a", "b", "c")) {
      cluster.start(name).hints.put(name, "v");
    }
    assertThat(cluster.converge(5_000)).isTrue();
    cluster.time().run(3_000);
    long before = cluster.network().sent();
    cluster.time().run(10_000);
    assertThat(cluster.network().sent() - before).isLessThanOrEqualTo(11 * 3 * 2);
  }

  @Test
  void stampsFarAheadAreRefusedUntilTimeHasCaughtUp() {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    cluster.time().run(100);
    a.wall.millis = 3_000;
    a.hints.put("k", "v");
    cluster.time().run(1_500);
    assertThat(b.hints.get("k")).isEmpty();
    assertThat(b.node.diagnostics().replication().refusedStamps()).isPositive();
    assertThat(b.node.engineState().known().of(a.member)).isZero();
    assertThat(b.observed).anyMatch(ProbeEvent.StampRefused.class::isInstance);
    cluster.time().run(4_000);
    assertThat(b.hints.get("k")).contains("v");
  }

  @Test
  void dataOfAnotherSchemaIsNotAppliedButCounted() {
    VirtualNode a = cluster.build("a");
    VirtualNode b = cluster.build("b");
    CollectionAddress address = new CollectionAddress("t", "app", "c");
    var text = a.node.register(RegisterSpec.of(address, String.class).schemaId("c/v1").build());
    var other = b.node.register(RegisterSpec.of(address, String.class).schemaId("c/v2").build());
    a.node.start();
    b.node.start();
    cluster.time().run(100);
    text.put("k", "v");
    cluster.time().run(100);
    assertThat(other.all()).isEmpty();
    assertThat(b.node.engineState().counters().mismatched()).isPositive();
    assertThat(b.observed).anyMatch(ProbeEvent.MessageDropped.class::isInstance);
  }

  @Test
  void aCollectionDeclaredLateGetsWhatWasPassedOver() {
    VirtualNode a = cluster.build("a");
    VirtualNode b = cluster.build("b");
    a.hints = a.node.register(VirtualCluster.HINTS);
    a.node.start();
    b.node.start();
    cluster.time().run(100);
    a.hints.put("k", "v");
    cluster.time().run(100);
    b.hints = b.node.register(VirtualCluster.HINTS);
    cluster.time().run(50);
    assertThat(b.hints.get("k")).contains("v");
  }

  @Test
  void aSnapshotOfANodeWithoutACollectionDoesNotHideItsContent() {
    cluster.setting("log.bytes-max", "0");
    VirtualNode a = cluster.build("a");
    a.hints = a.node.register(VirtualCluster.HINTS);
    a.node.start();
    cluster.build("b").node.start();
    cluster.time().run(100);
    a.hints.put("k", "v");
    cluster.time().run(2_500);
    VirtualNode c = cluster.build("c");
    c.hints = c.node.register(VirtualCluster.HINTS);
    c.node.start();
    cluster.time().run(10_000);
    assertThat(c.hints.get("k")).contains("v");
  }

  @Test
  void framesThatMakeNoSenseAreCountedAndHarmless() {
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    cluster.time().run(100);
    for (byte[] frame :
        List.of(new byte[0], new byte[] {9, 1}, new byte[] {1, 99}, new byte[] {1, 1, 3})) {
      cluster.network().inject(a.member, b.member, frame);
    }
    assertThat(b.node.diagnostics().replication().undecodable()).isEqualTo(4);
    a.hints.put("k", "v");
    cluster.time().run(10);
    assertThat(b.hints.get("k")).contains("v");
  }

  @Test
  void livesThatAreOverLeaveOneShareInACounter() {
    cluster.setting("tombstone.horizon", "5s");
    VirtualNode a = cluster.start("a");
    for (int life = 1; life <= 12; life++) {
      VirtualNode b = cluster.start("b");
      cluster.time().run(1_000);
      b.counters.at("c").add(life);
      cluster.time().run(1_000);
      cluster.crash("b");
    }
    cluster.start("b");
    int before = a.counters.deltaSince(VersionVector.EMPTY).length;
    cluster.time().run(90_000);
    assertThat(a.counters.at("c").value()).isEqualTo(78);
    assertThat(a.counters.deltaSince(VersionVector.EMPTY).length).isLessThan(before / 4);
    assertThat(cluster.node("b").counters.at("c").value()).isEqualTo(78);
    assertThat(cluster.isConverged()).isTrue();
  }

  @Test
  void livesThatAreOverLeaveNothingBehind() {
    cluster.setting("tombstone.horizon", "5s");
    VirtualNode a = cluster.start("a");
    VirtualNode b = cluster.start("b");
    cluster.time().run(100);
    for (int life = 0; life < 5; life++) {
      b.hints.put("k" + life, "v");
      cluster.time().run(1_500);
      cluster.stop("b");
      b = cluster.start("b");
      cluster.time().run(1_500);
    }
    assertThat(a.node.engineState().known().counters()).hasSizeGreaterThan(2);
    cluster.time().run(20_000);
    assertThat(a.node.engineState().known().counters()).isEmpty();
    assertThat(cluster.isConverged()).isTrue();
    assertThat(a.hints.size()).isEqualTo(5);
  }

  @Test
  void aNodeThatReturnsIsANewMemberAndGetsItsOwnOldWritesBack() {
    VirtualNode a = cluster.start("a");
    cluster.start("b");
    cluster.time().run(100);
    a.hints.put("k", "v");
    cluster.time().run(10);
    cluster.crash("a");
    cluster.time().run(100);
    VirtualNode again = cluster.start("a");
    cluster.time().run(100);
    Member before = a.member;
    assertThat(again.member).isGreaterThan(before);
    assertThat(again.hints.get("k")).contains("v");
  }
}
