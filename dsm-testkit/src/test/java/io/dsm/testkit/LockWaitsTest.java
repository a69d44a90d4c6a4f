// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.lease.AcquireResult;
import io.dsm.lease.LeaseSpec;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What is told to whose wait is over: only what the voters said during that wait. */
class LockWaitsTest {

  private static final LockSpec REPORT = LockSpec.of("shared", "shop", "report");
  private static final LeaseSpec<String> SHARD =
      LeaseSpec.<String>of("shared", "shop", "shard", String.class).build();
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final SimulatedCluster cluster =
      SimulatedCluster.of(1, "a", "b", "c")
          .add("client")
          .declare(
              node -> {
                node.lock(REPORT);
                node.lease(SHARD);
              })
          .startAll();

  @Test
  void whatAnEarlierWaitHasHeardIsNotToldToALaterOne() {
    assertThat(cluster.await(lock("a", LONG))).isPresent();
    assertThat(cluster.await(lock("client", SHORT))).isEmpty();
    cutOff();
    cluster.advance(SHORT);
    assertThatNobodyKnows(lock("client", SHORT));
  }

  @Test
  void whatAnotherCallerOfTheNodeHasHeardBeforeIsNotToldEither() {
    assertThat(cluster.await(lock("a", LONG))).isPresent();
    CompletionStage<Optional<LockHold>> patient = lock("client", LONG);
    cluster.advance(SHORT);
    cutOff();
    cluster.advance(SHORT);
    assertThatNobodyKnows(lock("client", SHORT));
    assertThat(patient.toCompletableFuture()).isNotDone();
  }

  @Test
  void aShortWaitBesideALongOneFindsTheLockTaken() {
    assertThat(cluster.await(lock("a", LONG))).isPresent();
    CompletionStage<Optional<LockHold>> patient = lock("client", LONG);
    cluster.advance(Duration.ofMillis(4_300));
    assertThat(cluster.await(lock("client", Duration.ofMillis(100)))).isEmpty();
    assertThat(patient.toCompletableFuture()).isNotDone();
  }

  @Test
  void whoAwaitsALeaseIsToldOfNoOwnerOfThePast() {
    cluster.await(acquire("a", SHORT));
    assertThat(cluster.await(acquire("client", SHORT)))
        .isInstanceOf(AcquireResult.HeldByAnother.class);
    cutOff();
    cluster.advance(SHORT);
    assertThatNobodyKnows(acquire("client", SHORT));
  }

  private void assertThatNobodyKnows(CompletionStage<?> wait) {
    assertThatThrownBy(() -> cluster.await(wait))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(DsmException.Unavailable.class);
  }

  private void cutOff() {
    cluster.partition(Set.of("client"), Set.of("a", "b", "c"));
  }

  private CompletionStage<Optional<LockHold>> lock(String node, Duration wait) {
    return cluster.runtime(node).lock(REPORT).lockAsync(wait);
  }

  private CompletionStage<AcquireResult<String>> acquire(String node, Duration wait) {
    return cluster.runtime(node).lease(SHARD).acquire("s", node, wait);
  }
}
