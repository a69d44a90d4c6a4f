// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.Lease;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseEvent;
import io.dsm.lease.ReleaseResult;
import io.dsm.lease.RenewResult;
import io.dsm.lease.TransferResult;
import io.dsm.lease.VerifyResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldingLeasesTest {

  private static final Duration BLINK = Duration.ofMillis(100);
  private static final FencingToken FIRST = FencingToken.of(1);

  private final SimulatedCluster cluster = new SimulatedCluster(5, Voters.of("a"));
  private final List<String> events = new ArrayList<>();
  private LeaseCollection<String> ann;
  private LeaseCollection<String> bob;

  @BeforeEach
  void twoNodesOneVoter() {
    ann = cluster.boot("a").leases();
    bob = cluster.boot("b").leases();
    var _ = ann.listen(event -> note("a", event));
    var _ = bob.listen(event -> note("b", event));
    cluster.log.elect(NodeId.of("a"));
    cluster.run(BLINK);
  }

  private void note(String who, LeaseEvent<String> event) {
    events.add(
        who
            + switch (event) {
              case LeaseEvent.Acquired<String>(var lease) -> " acquired " + lease.key();
              case LeaseEvent.Released<String>(var key, var token) -> " released " + key;
              case LeaseEvent.Lost<String>(var key, var token, var reason) -> " lost " + key;
            });
  }

  private <T> T answer(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    cluster.run(BLINK);
    assertThat(future).isCompleted();
    return future.join();
  }

  private Lease<String> acquired(LeaseCollection<String> leases, String key) {
    return ((AcquireResult.Acquired<String>) answer(leases.acquire(key, "me"))).lease();
  }

  @Test
  void aHeldLeaseIsRenewedForAsLongAsTheNodeLives() {
    Lease<String> lease = acquired(ann, "k");

    for (int i = 0; i < 600; i++) {
      cluster.run(BLINK);
      assertThat(lease.isValid()).isTrue();
    }

    assertThat(lease.token()).contains(FIRST);
    assertThat(events).containsExactly("a acquired k");
    assertThat(answer(bob.acquire("k", "you"))).isInstanceOf(AcquireResult.HeldByAnother.class);
  }

  @Test
  void manyLeasesAreRenewedInOneCommand() {
    for (int i = 0; i < 50; i++) {
      acquired(ann, "k" + i);
    }
    cluster.run(Duration.ofSeconds(10));
    int before = cluster.log.entries.size();
    cluster.run(Duration.ofSeconds(10));
    assertThat(cluster.log.entries.size() - before).isBetween(5, 20);
    assertThat(ann.held("k49")).isPresent();
  }

  @Test
  void withoutVotersTheLossIsSignalledByTheLocalClockWithinTheGrace() {
    Lease<String> lease = acquired(bob, "k");
    cluster.lossRate = 1;
    cluster.run(Duration.ofMillis(1_700));
    assertThat(lease.isValid()).isTrue();

    cluster.run(Duration.ofMillis(300));
    assertThat(lease.isValid()).isFalse();
    assertThat(lease.token()).isEmpty();
    assertThat(bob.held("k")).isEmpty();
    cluster.run(Duration.ofMillis(200));
    assertThat(events).containsExactly("b acquired k", "b lost k");
  }

  @Test
  void aWallClockThatLeapsAheadEndsTheLeaseAndOneSetBackDoesNotLengthenIt() {
    Lease<String> lease = acquired(bob, "k");
    cluster.lossRate = 1;
    cluster.nodes.get("b").life().jumpWall(-3_600_000);
    cluster.run(Duration.ofMillis(1_500));
    assertThat(lease.isValid()).isTrue();
    cluster.run(Duration.ofMillis(700));
    assertThat(lease.isValid()).isFalse();

    Lease<String> other = acquired(ann, "other");
    cluster.nodes.get("a").life().jumpWall(60_000);
    assertThat(other.isValid()).isFalse();
    cluster.run(Duration.ofMillis(200));
    assertThat(events).contains("a lost other");
  }

  @Test
  void aPausedHolderFindsOutAtTheFirstUse() {
    Lease<String> lease = acquired(bob, "k");
    cluster.nodes.get("b").life().pause(Duration.ofSeconds(20).toNanos(), true);
    cluster.run(Duration.ofSeconds(20));
    assertThat(lease.run(token -> "effect")).isEmpty();
  }

  @Test
  void aLeaseOfADeadNodeIsGrantedToAnotherAfterTheWait() {
    acquired(bob, "k");
    cluster.kill("b");
    cluster.run(Duration.ofMillis(1_900));
    assertThat(answer(ann.acquire("k", "me"))).isInstanceOf(AcquireResult.HeldByAnother.class);
    cluster.run(Duration.ofMillis(300));
    assertThat(acquired(ann, "k").token()).contains(FencingToken.of(2));
  }

  @Test
  void aRestartedNodeWaitsForItsOwnEarlierLife() {
    acquired(bob, "k");
    cluster.kill("b");
    LeaseCollection<String> again = cluster.boot("b").leases();
    assertThat(answer(again.acquire("k", "x"))).isInstanceOf(AcquireResult.HeldByAnother.class);
  }

  @Test
  void aReleasedLeaseIsAnothersAtOnce() {
    acquired(ann, "k");
    CompletionStage<ReleaseResult> released = ann.release("k", FIRST);
    assertThat(ann.held("k")).isEmpty();
    assertThat(answer(released)).isEqualTo(ReleaseResult.RELEASED);
    assertThat(acquired(bob, "k").token()).contains(FencingToken.of(2));
    assertThat(answer(ann.verify("k", FIRST)))
        .isEqualTo(new VerifyResult.Stale(FencingToken.of(2)));
    assertThat(events).containsExactly("a acquired k", "a released k", "b acquired k");
  }

  @Test
  void aTransferEndsHereFirstAndBeginsThereUnderANewToken() {
    acquired(ann, "k");
    assertThat(answer(ann.transfer("k", FIRST, NodeId.of("b"))))
        .isEqualTo(new TransferResult.Transferred(FencingToken.of(2)));
    cluster.run(BLINK);
    assertThat(bob.held("k").orElseThrow().token()).contains(FencingToken.of(2));
    assertThat(events).containsExactly("a acquired k", "a released k", "b acquired k");
    assertThat(answer(bob.current("k")).orElseThrow().owner().node()).isEqualTo(NodeId.of("b"));
    assertThat(answer(bob.all())).containsOnlyKeys("k");
  }

  @Test
  void theTargetHoldsFromItsConsentSoThatATransferTakesOneEntry() {
    acquired(ann, "k");
    int entries = cluster.log.entries.size();
    answer(ann.transfer("k", FIRST, NodeId.of("b")));
    cluster.run(BLINK);
    assertThat(bob.held("k")).isPresent();
    assertThat(cluster.log.entries).hasSize(entries + 1);
  }

  @Test
  void aTransferToANodeThatIsNotThereChangesNothing() {
    Lease<String> lease = acquired(ann, "k");
    assertThat(answer(ann.transfer("k", FIRST, NodeId.of("z"))))
        .isInstanceOf(TransferResult.TargetUnavailable.class);
    assertThat(lease.isValid()).isTrue();
  }

  @Test
  void acquiringTwiceAnswersTheSameLease() {
    Lease<String> first = acquired(ann, "k");
    assertThat(acquired(ann, "k")).isSameAs(first);
    CompletionStage<AcquireResult<String>> one = bob.acquire("m", "1");
    CompletionStage<AcquireResult<String>> two = bob.acquire("m", "2");
    assertThat(answer(one)).isEqualTo(answer(two));
  }

  @Test
  void anOwnershipThatWasLostHereBeginsAgainUnderANewToken() {
    acquired(bob, "k");
    cluster.nodes.get("b").life().jumpWall(60_000);
    cluster.run(Duration.ofMillis(150));
    assertThat(acquired(bob, "k").token()).contains(FencingToken.of(2));
  }

  @Test
  void aManualRenewalTellsHowLongTheNodeMayAct() {
    acquired(ann, "k");
    RenewResult renewed = answer(ann.renew("k", FIRST));
    assertThat(((RenewResult.Renewed) renewed).remaining())
        .isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(answer(ann.renew("k", FencingToken.of(9)))).isInstanceOf(RenewResult.NotHeld.class);
  }

  @Test
  void withoutALeaderTheCallerLearnsThatNothingHappened() {
    cluster.log.nobodyLeads();
    cluster.run(Duration.ofSeconds(1));
    CompletableFuture<?> call = bob.acquire("k", "v").toCompletableFuture();
    cluster.run(Duration.ofSeconds(4));
    assertThat(call.exceptionNow())
        .isInstanceOf(DsmException.Unavailable.class)
        .hasMessageContaining("acquiring lease tenant/app/shards/k")
        .hasMessageContaining("it did not take effect");
  }

  @Test
  void whenAnswersGetLostTheCallerLearnsThatItMayHaveHappened() {
    cluster.lossRate = 1;
    CompletableFuture<?> call = bob.acquire("k", "v").toCompletableFuture();
    cluster.run(Duration.ofSeconds(4));
    assertThat(call.exceptionNow()).isInstanceOf(DsmException.Indeterminate.class);
  }

  @Test
  void aNodeThatGoesReleasesEverythingAndIsGrantedNothingMore() {
    acquired(bob, "k");
    acquired(bob, "l");
    CompletableFuture<Void> released =
        cluster.nodes.get("b").tier().releaseAll().toCompletableFuture();
    assertThat(bob.held("k")).isEmpty();
    cluster.run(BLINK);
    assertThat(released).isCompleted();
    assertThat(answer(ann.all())).isEmpty();
    CompletableFuture<?> late = bob.acquire("m", "v").toCompletableFuture();
    cluster.run(BLINK);
    assertThat(late.exceptionNow()).isInstanceOf(DsmException.Unavailable.class);
  }

  @Test
  void illegalArgumentsAreRefusedBeforeAnythingIsAsked() {
    CompletableFuture<?> call = ann.acquire("x".repeat(600), "v").toCompletableFuture();
    cluster.run(BLINK);
    assertThat(call.exceptionNow()).isInstanceOf(DsmException.Rejected.class);
    CompletableFuture<?> big = ann.acquire("k", "v".repeat(20_000)).toCompletableFuture();
    cluster.run(BLINK);
    assertThat(big.exceptionNow()).isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  void diagnosticsCount() {
    acquired(ann, "k");
    answer(bob.acquire("k", "v"));
    assertThat(cluster.nodes.get("a").tier().leases().getFirst())
        .satisfies(
            leases -> {
              assertThat(leases.held()).isEqualTo(1);
              assertThat(leases.acquired()).isEqualTo(1);
            });
    assertThat(cluster.nodes.get("b").tier().leases().getFirst().acquireRejections()).isEqualTo(1);
  }
}
