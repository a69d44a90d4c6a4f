// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dsm.DsmException;
import io.dsm.cluster.NodeId;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.SimulatedCluster.SimulatedNode;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.Lease;
import io.dsm.lease.ReleaseResult;
import io.dsm.lease.TransferResult;
import io.dsm.ref.Modification;
import io.dsm.ref.Ref;
import io.dsm.ref.RefSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * Callers who give up: the wait ends at once, they are told what they may conclude, and nothing
 * stays behind, neither memory nor a place in a line nor an owner nobody knows of.
 */
class CallsGivenUpTest {

  /** Shorter than any term: what is free after it was released, and has not run out. */
  private static final Duration BLINK = Duration.ofMillis(100);

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final RefSpec<String> REF = RefSpec.of("tenant", "app", "ref", String.class);

  private final SimulatedCluster cluster = new SimulatedCluster(11, Voters.of("a", "c", "d"));
  private final SimulatedNode bob = cluster.boot("b");
  private Optional<SimulatedNode> ann = Optional.empty();

  private SimulatedNode ann() {
    return ann.orElseThrow();
  }

  private void theVotersStart() {
    ann = Optional.of(cluster.boot("a"));
    cluster.boot("c");
    cluster.boot("d");
    cluster.run(Duration.ofSeconds(1));
    cluster.log.elect(NodeId.of("a"));
    cluster.run(BLINK);
  }

  private Ref<String> ref() {
    return bob.tier().ref(REF, new StringCodec());
  }

  private <T> T soon(CompletionStage<T> stage) {
    cluster.run(BLINK);
    assertThat(stage.toCompletableFuture()).isCompleted();
    return stage.toCompletableFuture().join();
  }

  private Lease<String> heldBy(SimulatedNode node) {
    AcquireResult<String> result = soon(node.leases().acquire("k", "me"));
    return ((AcquireResult.Acquired<String>) result).lease();
  }

  /** What the caller is told who cancels. */
  private static Throwable givenUp(CompletionStage<?> stage) {
    CompletableFuture<?> call = stage.toCompletableFuture();
    assertThat(call.cancel(true)).isTrue();
    assertThat(call.isCancelled()).isTrue();
    Throwable told = catchThrowable(call::join);
    assertThat(told).isInstanceOf(CancellationException.class);
    Throwable cause = told;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static void assertNothingHappened(Throwable conclusion) {
    assertThat(conclusion).isInstanceOf(DsmException.Unavailable.class);
  }

  private static void assertOutcomeIsUnknown(Throwable conclusion) {
    assertThat(conclusion).isInstanceOf(DsmException.Indeterminate.class);
  }

  private void assertNoCallWaits() {
    assertThat(bob.tier().callsWaiting()).isZero();
  }

  @Test
  void anAcquisitionThatNeverLeftTheNodeDidNotHappenAndIsForgotten() {
    CompletionStage<AcquireResult<String>> call = bob.leases().acquire("k", "bob");
    cluster.run(BLINK);
    int waiting = bob.tier().callsWaiting();

    assertNothingHappened(givenUp(call));

    assertThat(bob.tier().callsWaiting()).isEqualTo(waiting - 1);
    theVotersStart();
    assertThat(soon(ann().leases().describe("k"))).isEmpty();
  }

  @Test
  void anAcquisitionThatWasSentIsGivenBackWhenItIsGranted() {
    theVotersStart();
    CompletionStage<AcquireResult<String>> call = bob.leases().acquire("k", "bob");

    assertOutcomeIsUnknown(givenUp(call));

    cluster.run(BLINK);
    assertNoCallWaits();
    assertThat(bob.leases().held("k")).isEmpty();
    assertThat(heldBy(ann()).isValid()).isTrue();
  }

  @Test
  void aLeaseThatWasGrantedButNotHandedOverYetIsGivenBackWithOneEnd() {
    theVotersStart();
    List<String> events = new ArrayList<>();
    var _ = bob.leases().listen(event -> events.add(event.getClass().getSimpleName()));
    CompletionStage<AcquireResult<String>> call = bob.leases().acquire("k", "bob");
    CompletableFuture<?> future = call.toCompletableFuture();
    cluster.run(
        BLINK,
        () -> {
          if (bob.leases().held("k").isPresent() && !future.isDone()) {
            assertOutcomeIsUnknown(givenUp(call));
          }
        });

    assertThat(future).isCancelled();
    assertThat(heldBy(ann()).isValid()).isTrue();
    assertThat(events).containsExactly("Acquired", "Released");
  }

  @Test
  void whoSharesAQuestionWithACallerThatGivesUpStillGetsTheLease() {
    theVotersStart();
    CompletionStage<AcquireResult<String>> leaves = bob.leases().acquire("k", "bob");
    CompletionStage<AcquireResult<String>> stays = bob.leases().acquire("k", "bob");

    givenUp(leaves);

    assertThat(soon(stays)).isInstanceOf(AcquireResult.Acquired.class);
    assertThat(bob.leases().held("k")).isPresent();
  }

  @Test
  void whoGivesUpALeaseThatAnotherCallerHasTakesNothingFromIt() {
    theVotersStart();
    Lease<String> lease = heldBy(bob);

    givenUp(bob.leases().acquire("k", "bob"));

    cluster.run(BLINK);
    assertThat(lease.isValid()).isTrue();
  }

  @Test
  void aWaiterThatGivesUpLeavesTheLine() {
    theVotersStart();
    Lease<String> lease = heldBy(ann());
    CompletionStage<AcquireResult<String>> queued = bob.leases().acquire("k", "bob", LONG);
    cluster.run(BLINK);
    assertThat(soon(ann().leases().describe("k")).orElseThrow().waiters()).hasSize(1);

    assertOutcomeIsUnknown(givenUp(queued));
    cluster.run(BLINK);
    assertThat(soon(ann().leases().describe("k")).orElseThrow().waiters()).isEmpty();

    assertOutcomeIsUnknown(givenUp(bob.leases().acquire("k", "bob", LONG)));
    cluster.run(BLINK);
    assertThat(soon(ann().leases().describe("k")).orElseThrow().waiters()).isEmpty();
    assertNoCallWaits();

    soon(ann().leases().release("k", lease.token().orElseThrow()));
    assertThat(soon(ann().leases().describe("k"))).isEmpty();
  }

  @Test
  void aTurnThatComesToAWaiterWhoJustGaveUpIsGivenBack() {
    theVotersStart();
    Lease<String> lease = heldBy(ann());
    CompletionStage<AcquireResult<String>> queued = bob.leases().acquire("k", "bob", LONG);
    cluster.run(BLINK);
    var _ = ann().leases().release("k", lease.token().orElseThrow());
    CompletableFuture<?> future = queued.toCompletableFuture();
    cluster.run(
        BLINK,
        () -> {
          if (bob.leases().held("k").isPresent() && !future.isDone()) {
            givenUp(queued);
          }
        });

    assertThat(future).isCancelled();
    assertThat(bob.leases().held("k")).isEmpty();
    assertThat(heldBy(ann()).isValid()).isTrue();
  }

  @Test
  void aReadThatIsGivenUpIsForgottenAtOnce() {
    theVotersStart();
    for (CompletionStage<?> read :
        List.of(
            bob.leases().current("k"),
            bob.leases().describe("k"),
            bob.leases().all(),
            ref().async().get())) {
      assertNothingHappened(givenUp(read));
    }
    assertNoCallWaits();
  }

  @Test
  void aReleaseGoesOnWithoutItsCaller() {
    theVotersStart();
    Lease<String> lease = heldBy(bob);
    CompletionStage<ReleaseResult> call = bob.leases().release("k", lease.token().orElseThrow());

    assertOutcomeIsUnknown(givenUp(call));

    cluster.run(BLINK);
    assertThat(heldBy(ann()).isValid()).isTrue();
  }

  @Test
  void aTransferGivenUpInTimeLeavesTheLeaseWhereItWas() {
    theVotersStart();
    Lease<String> lease = heldBy(bob);
    CompletionStage<TransferResult> call =
        bob.leases().transfer("k", lease.token().orElseThrow(), NodeId.of("a"));

    assertNothingHappened(givenUp(call));

    cluster.run(BLINK);
    assertThat(lease.isValid()).isTrue();
    assertThat(ann().leases().held("k")).isEmpty();
  }

  @Test
  void aTransferGivenUpTooLateGoesOn() {
    theVotersStart();
    Lease<String> lease = heldBy(bob);
    CompletionStage<TransferResult> call =
        bob.leases().transfer("k", lease.token().orElseThrow(), NodeId.of("a"));
    CompletableFuture<?> future = call.toCompletableFuture();
    cluster.run(
        BLINK,
        () -> {
          if (!lease.isValid() && !future.isDone()) {
            assertOutcomeIsUnknown(givenUp(call));
          }
        });

    assertThat(future).isCancelled();
    assertThat(ann().leases().held("k")).isPresent();
  }

  @Test
  void aWriteOfAReferenceThatNeverLeftDidNotHappenAndOneThatWasSentIsUncertain() {
    CompletionStage<Long> unsent = ref().async().set("x");
    CompletionStage<String> change = ref().async().modify(_ -> new Modification.Set<>("y", "y"));
    cluster.run(BLINK);
    assertNothingHappened(givenUp(unsent));
    assertNothingHappened(givenUp(change));
    assertNoCallWaits();

    theVotersStart();
    assertThat(soon(ref().async().get())).isEmpty();

    assertOutcomeIsUnknown(givenUp(ref().async().set("z")));
    assertNoCallWaits();
  }

  @Test
  void aBlockedCallerThatIsInterruptedIsToldTheSameAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ref().set("x")).isInstanceOf(DsmException.Unavailable.class);
    assertThat(Thread.interrupted()).isTrue();
    assertNoCallWaits();

    theVotersStart();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> ref().set("x")).isInstanceOf(DsmException.Indeterminate.class);
    assertThatThrownBy(() -> ref().get()).isInstanceOf(DsmException.Unavailable.class);
    assertThat(Thread.interrupted()).isTrue();
    assertNoCallWaits();
  }
}
