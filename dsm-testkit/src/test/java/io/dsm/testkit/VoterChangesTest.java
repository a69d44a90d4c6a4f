// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmRuntime;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Voters lose their disks, become more and fewer, and are replaced, while locks are held. */
class VoterChangesTest {

  private static final LockSpec REPORT = LockSpec.of("shared", "shop", "report");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LONG = Duration.ofMinutes(5);

  private static void declare(DsmRuntime node) {
    node.lock(REPORT);
  }

  private static SimulatedCluster cluster(long seed, String... voters) {
    return SimulatedCluster.of(seed, voters).declare(VoterChangesTest::declare);
  }

  private static ConsensusDiagnostics consensus(SimulatedCluster cluster, String node) {
    return cluster.runtime(node).diagnostics().consensus().orElseThrow();
  }

  private static List<NodeId> ids(String... names) {
    return Arrays.stream(names).map(NodeId::of).toList();
  }

  private static void awaitVoters(SimulatedCluster cluster, String... names) {
    boolean settled =
        cluster.advanceUntil(
            () ->
                cluster.running().stream()
                    .allMatch(node -> isSettled(consensus(cluster, node), node, ids(names))),
            SOON);
    assertThat(settled)
        .as(() -> "voters " + List.of(names) + " among " + describe(cluster))
        .isTrue();
  }

  private static boolean isSettled(ConsensusDiagnostics here, String node, List<NodeId> voters) {
    boolean votes = here.role() == Role.LEADER || here.role() == Role.FOLLOWER;
    return here.voters().equals(voters)
        && (voters.contains(NodeId.of(node))
            ? votes && here.leader().isPresent()
            : here.role() == Role.CLIENT);
  }

  private static String describe(SimulatedCluster cluster) {
    StringBuilder text = new StringBuilder();
    cluster.running().forEach(node -> text.append('\n').append(consensus(cluster, node)));
    return text.toString();
  }

  private static FencedLock lock(SimulatedCluster cluster, String node) {
    return cluster.runtime(node).lock(REPORT);
  }

  private static LockHold hold(SimulatedCluster cluster, String node) {
    return cluster.await(lock(cluster, node).lockAsync(LONG)).orElseThrow();
  }

  @Test
  void aVoterThatLostItsDiskComesBackAndTheLockItHadGrantedStaysHeld() {
    SimulatedCluster cluster = cluster(1, "a", "b", "c").add("client").startAll();
    awaitVoters(cluster, "a", "b", "c");
    LockHold held = hold(cluster, "client");
    cluster.crash("b");
    cluster.replaceDisk("b");
    cluster.start("b");
    awaitVoters(cluster, "a", "b", "c");

    cluster.crash("a");
    cluster.advance(Duration.ofSeconds(5));
    awaitVoters(cluster, "a", "b", "c");
    assertThat(held.token()).as("kept through the return and a new leader").isPresent();
    assertThat(cluster.await(lock(cluster, "c").lockAsync(Duration.ofSeconds(1)))).isEmpty();
    long token = held.token().orElseThrow().value();
    held.close();
    assertThat(hold(cluster, "c").token().orElseThrow().value()).isGreaterThan(token);
  }

  @Test
  void aVoterWithoutMemoryDoesNotVoteWhileItsFormerVoteCouldMatter() {
    SimulatedCluster cluster = cluster(2, "a", "b", "c").startAll();
    awaitVoters(cluster, "a", "b", "c");
    cluster.crash("a");
    cluster.crash("b");
    cluster.replaceDisk("b");
    cluster.start("b");
    cluster.advance(Duration.ofMinutes(1));
    assertThat(consensus(cluster, "c").leader()).as("c and the new b are no majority").isEmpty();
    assertThat(consensus(cluster, "b").role()).isEqualTo(Role.INACTIVE);

    cluster.start("a");
    awaitVoters(cluster, "a", "b", "c");
  }

  @Test
  void votersBecomeThreeThenFiveThenThreeWithOneSettingEach() {
    SimulatedCluster cluster = cluster(3, "a").startAll();
    awaitVoters(cluster, "a");
    LockHold held = hold(cluster, "a");
    cluster.voters(Voters.of("a", "b", "c")).add("b").add("c");
    cluster.start("b");
    cluster.start("c");
    awaitVoters(cluster, "a");
    held.close();
    cluster.restart("a");
    awaitVoters(cluster, "a", "b", "c");

    held = hold(cluster, "b");
    cluster.voters(Voters.of("a", "b", "c", "d", "e")).add("d").add("e");
    cluster.start("d");
    cluster.start("e");
    cluster.restart("a");
    cluster.advance(Duration.ofSeconds(5));
    assertThat(consensus(cluster, "b").voters()).as("one of three").isEqualTo(ids("a", "b", "c"));
    cluster.restart("c");
    awaitVoters(cluster, "a", "b", "c", "d", "e");
    assertThat(held.token()).isPresent();

    cluster.voters(Voters.of("c", "d", "e"));
    for (String node : List.of("e", "d", "c")) {
      cluster.restart(node);
      cluster.advance(Duration.ofSeconds(3));
    }
    awaitVoters(cluster, "c", "d", "e");
    assertThat(held.token()).isPresent();
    cluster.crash("a");
    held.close();
    hold(cluster, "d").close();
  }

  @Test
  void aDeadVoterIsReplacedByANodeOfAnotherName() {
    SimulatedCluster cluster = cluster(4, "a", "b", "c").startAll();
    awaitVoters(cluster, "a", "b", "c");
    LockHold held = hold(cluster, "a");
    cluster.crash("c");
    cluster.voters(Voters.of("a", "b", "d")).add("d");
    cluster.start("d");
    cluster.restart("b");
    cluster.advance(Duration.ofSeconds(5));
    held.close();
    cluster.restart("a");
    awaitVoters(cluster, "a", "b", "d");
    cluster.start("c");
    awaitVoters(cluster, "a", "b", "d");
    assertThat(consensus(cluster, "c").role()).isEqualTo(Role.CLIENT);
  }

  @Test
  void anExpectedNumberGrowsAndLosesThoseWhoNeverComeBack() {
    SimulatedCluster cluster = cluster(5, "a", "b", "c").voters(Voters.expected(3)).startAll();
    awaitVoters(cluster, "a", "b", "c");
    cluster.add("d").start("d");
    cluster.crash("b");
    cluster.advance(Duration.ofMinutes(9));
    assertThat(consensus(cluster, "d").voters()).isEqualTo(ids("a", "b", "c"));
    cluster.advance(Duration.ofMinutes(2));
    awaitVoters(cluster, "a", "c", "d");
  }

  @Test
  void nobodyFoundsASecondLogWhileOthersAreAway() {
    SimulatedCluster cluster = cluster(6, "a").startAll();
    awaitVoters(cluster, "a");
    cluster.crash("a");
    cluster.voters(Voters.of("a", "b", "c")).add("b").add("c");
    cluster.start("b");
    cluster.start("c");
    cluster.advance(Duration.ofMinutes(1));
    assertThat(consensus(cluster, "b").voters()).isEmpty();
    cluster.partition(Set.of("a", "b"), Set.of("c"));
    cluster.start("a");
    awaitVotersOf(cluster, "b", "a", "b");
    cluster.heal();
    awaitVoters(cluster, "a", "b", "c");
  }

  private static void awaitVotersOf(SimulatedCluster cluster, String node, String... names) {
    assertThat(
            cluster.advanceUntil(() -> consensus(cluster, node).voters().equals(ids(names)), SOON))
        .as(() -> describe(cluster))
        .isTrue();
  }
}
