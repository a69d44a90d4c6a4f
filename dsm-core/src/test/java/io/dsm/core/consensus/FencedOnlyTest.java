// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.SimulatedCluster.SimulatedNode;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.lease.LeaseSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FencedOnlyTest {

  private static final Duration BLINK = Duration.ofMillis(100);
  private static final LeaseSpec<String> FENCED =
      LeaseSpec.<String>of("tenant", "app", "fenced", String.class).fencedOnly().build();
  private static final LeaseSpec<String> WAITED_FOR =
      LeaseSpec.<String>of("tenant", "app", "waited-for", String.class).build();

  private final SimulatedCluster cluster = new SimulatedCluster(11, Voters.of("a", "c", "d"));
  private SimulatedNode ann;
  private SimulatedNode bob;

  @BeforeEach
  void theHolderDoesNotLead() {
    ann = cluster.boot("a");
    bob = cluster.boot("b");
    cluster.boot("c");
    cluster.boot("d");
    cluster.run(Duration.ofSeconds(1));
    cluster.log.elect(NodeId.of("a"));
    cluster.run(BLINK);
  }

  private LeaseCollection<String> of(SimulatedNode node, LeaseSpec<String> spec) {
    return node.tier().lease(spec, new StringCodec());
  }

  private AcquireResult<String> acquire(SimulatedNode node, LeaseSpec<String> spec) {
    CompletableFuture<AcquireResult<String>> answer =
        of(node, spec).acquire("k", "me").toCompletableFuture();
    cluster.run(BLINK);
    assertThat(answer).isCompleted();
    return answer.join();
  }

  private static Lease<String> lease(AcquireResult<String> result) {
    return ((AcquireResult.Acquired<String>) result).lease();
  }

  @Test
  void givenAHolderThatCrashesWhenItIsNoLongerSeenThenAnotherOwnsTheKeyAtOnce() {
    long before = lease(acquire(bob, FENCED)).token().orElseThrow().value();

    cluster.kill("b");
    cluster.tellViews();
    cluster.run(BLINK);

    Lease<String> taken = lease(acquire(ann, FENCED));
    assertThat(taken.token().orElseThrow().value()).isGreaterThan(before);
  }

  @Test
  void givenAnOrdinaryLeaseWhenItsHolderIsNoLongerSeenThenTheVotersWaitAsEver() {
    acquire(bob, WAITED_FOR);

    cluster.kill("b");
    cluster.tellViews();
    cluster.run(Duration.ofSeconds(9));

    assertThat(acquire(ann, WAITED_FOR)).isInstanceOf(AcquireResult.HeldByAnother.class);
  }

  @Test
  void givenAWrongSuspicionThenTheHolderIsToldAndItsTokenIsOvertaken() {
    List<String> events = new ArrayList<>();
    var _ =
        of(bob, FENCED).listen(event -> events.add(event instanceof LeaseEvent.Lost ? "lost" : ""));
    Lease<String> overtaken = lease(acquire(bob, FENCED));
    assertThat(overtaken.isValid()).isTrue();

    cluster.nodes.remove("b");
    cluster.tellViews();
    cluster.run(BLINK);
    cluster.nodes.put("b", bob);
    cluster.tellViews();
    Lease<String> taken = lease(acquire(ann, FENCED));

    assertThat(taken.isValid()).isTrue();
    // What it believes is no matter any more: until it hears of it, only its token tells.
    cluster.run(Duration.ofSeconds(10));
    assertThat(overtaken.isValid()).isFalse();
    assertThat(events).containsExactly("", "lost");
  }

  @Test
  void givenThatTheLeaderCrashesWithTheHolderThenTheNextLeaderGivesEverybodyTimeToShow() {
    LeaseSpec<String> spec = FENCED;
    acquire(ann, spec);
    acquire(bob, spec);

    cluster.kill("a");
    cluster.tellViews();
    cluster.run(BLINK);
    cluster.log.elect(NodeId.of("c"));
    cluster.run(Duration.ofMillis(1_800));
    assertThat(acquire(bob, spec)).isInstanceOf(AcquireResult.HeldByAnother.class);
    cluster.run(Duration.ofMillis(300));

    assertThat(acquire(bob, spec)).isInstanceOf(AcquireResult.Acquired.class);
  }
}
