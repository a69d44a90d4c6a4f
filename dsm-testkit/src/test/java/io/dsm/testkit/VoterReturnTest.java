// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.transport.Message;
import io.dsm.core.transport.MessageCodec;
import io.dsm.diagnostics.ConsensusDiagnostics;
import io.dsm.diagnostics.ConsensusDiagnostics.Role;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A voter is removed by setting while it is away, and wanted again before it has heard of that. */
class VoterReturnTest {

  private static final LockSpec REPORT = LockSpec.of("shared", "shop", "report");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration WHILE = Duration.ofSeconds(3);

  /** Tags of consensus messages. */
  private static final int LOG = 1;

  private static final int WHO_VOTES = 13;

  private final Lossy lossy = new Lossy();
  private final SimulatedCluster cluster =
      SimulatedCluster.sabotaged(1, lossy, "a", "b", "d").declare(node -> node.lock(REPORT));
  private long token;

  /** To one node some consensus messages get lost, as any message may. */
  private static final class Lossy implements Sabotage {
    private Set<Integer> lost = Set.of();

    @Override
    public Optional<byte[]> frame(Member from, Member to, byte[] sent) {
      boolean isLost =
          to.node().equals(NodeId.of("c"))
              && MessageCodec.decode(sent) instanceof Message.Consensus(var payload)
              && lost.contains((int) payload[1]);
      return isLost ? Optional.empty() : Optional.of(sent);
    }
  }

  @Test
  void itComesBackWithAllStateAlsoIfItHearsOfItsReturnFirst() {
    removeWhileItIsAway();
    lossy.lost = Set.of(LOG, WHO_VOTES);
    cluster.start("c");
    cluster.advance(WHILE);
    lossy.lost = Set.of(LOG);
    cluster.advance(WHILE);
    lossy.lost = Set.of();
    awaitVotersAndTheirState();
  }

  @Test
  void itComesBackWithAllStateWheneverItIsKilled() {
    removeWhileItIsAway();
    for (int millis = 0; millis < 2_000; millis += 130) {
      cluster.start("c");
      cluster.advance(Duration.ofMillis(millis));
      cluster.cutPower("c");
    }
    cluster.start("c");
    awaitVotersAndTheirState();
  }

  private void removeWhileItIsAway() {
    cluster.startAll();
    awaitVoters("a", "b", "d");
    cluster.voters(Voters.of("a", "b", "c")).add("c");
    cluster.start("c");
    restartOneByOne("a", "b", "d");
    awaitVoters("a", "b", "c");
    useLock("c");
    cluster.crash("c");
    cluster.voters(Voters.of("a", "b", "d"));
    restartOneByOne("d", "a", "b");
    awaitVoters("a", "b", "d");
    useLock("d");
    cluster.voters(Voters.of("a", "b", "c"));
    restartOneByOne("a", "b", "d");
    useLock("a");
  }

  private void restartOneByOne(String... nodes) {
    for (String node : nodes) {
      cluster.restart(node);
      cluster.advance(WHILE);
    }
  }

  /** Every two of them have all that was granted. */
  private void awaitVotersAndTheirState() {
    awaitVoters("a", "b", "c");
    cluster.crash("d");
    for (String away : List.of("a", "b", "c")) {
      cluster.crash(away);
      useLock(away.equals("c") ? "a" : "c");
      cluster.start(away);
      awaitVoters("a", "b", "c");
    }
    cluster.restart("c");
    useLock("c");
  }

  private void useLock(String node) {
    LockHold held =
        cluster
            .await(cluster.runtime(node).lock(REPORT).lockAsync(Duration.ofMinutes(1)))
            .orElseThrow();
    long granted = held.token().orElseThrow().value();
    assertThat(granted).isGreaterThan(token);
    token = granted;
    held.close();
  }

  private void awaitVoters(String... names) {
    List<NodeId> voters = Arrays.stream(names).map(NodeId::of).toList();
    assertThat(cluster.advanceUntil(() -> vote(voters), SOON))
        .as(() -> voters + " among " + cluster.running().stream().map(this::consensus).toList())
        .isTrue();
  }

  private boolean vote(List<NodeId> voters) {
    return cluster.running().stream().allMatch(node -> consensus(node).voters().equals(voters))
        && voters.stream().map(NodeId::value).filter(cluster::isUp).allMatch(this::votes);
  }

  private boolean votes(String node) {
    Role role = consensus(node).role();
    return (role == Role.LEADER || role == Role.FOLLOWER) && consensus(node).leader().isPresent();
  }

  private ConsensusDiagnostics consensus(String node) {
    return cluster.runtime(node).diagnostics().consensus().orElseThrow();
  }
}
