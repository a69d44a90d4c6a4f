// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.lease.Admission;
import io.dsm.lease.FencingToken;
import io.dsm.lock.FencedLock;
import io.dsm.lock.LockHold;
import io.dsm.lock.LockSpec;
import io.dsm.ref.AsyncRef;
import io.dsm.ref.RefSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Locks of which the token alone protects: they pass on as soon as a holder is not seen. */
class FencedOnlyLocksTest {

  private static final LockSpec PLAIN = LockSpec.of("shared", "shop", "report");
  private static final LockSpec REPORT = PLAIN.withFencedOnly();
  private static final RefSpec<String> CONTENT =
      RefSpec.of("shared", "shop", "content", String.class);
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Views of this cluster come up to two seconds late; the term is ten. */
  private static final Duration NOTICED = Duration.ofSeconds(4);

  private final SimulatedCluster cluster =
      SimulatedCluster.of(5, "a", "b", "c")
          .add("client")
          .declare(
              node -> {
                node.lock(REPORT);
                node.ref(CONTENT);
              });

  private FencedLock lock(String node) {
    return cluster.runtime(node).lock(REPORT);
  }

  private AsyncRef<String> content(String node) {
    return cluster.runtime(node).ref(CONTENT).async();
  }

  private LockHold heldByTheClient() {
    cluster.startAll();
    cluster.advance(Duration.ofSeconds(10));
    return cluster.await(lock("client").lockAsync(LONG)).orElseThrow();
  }

  @Test
  void theLockOfACrashedHolderPassesToTheNextInLineOnceItIsNotSeen() {
    LockHold old = heldByTheClient();
    long before = old.token().orElseThrow().value();
    CompletionStage<Optional<LockHold>> next = lock("b").lockAsync(LONG);
    cluster.advance(Duration.ofSeconds(30));
    assertThat(next.toCompletableFuture()).as("nobody takes it from who is seen").isNotDone();

    cluster.crash("client");

    assertThat(cluster.advanceUntil(next.toCompletableFuture()::isDone, NOTICED)).isTrue();
    LockHold hold = cluster.await(next).orElseThrow();
    assertThat(hold.token().orElseThrow().value()).isGreaterThan(before);
  }

  @Test
  void aHolderThatWasOnlyCutOffBelievesInItButItsTokenIsRefusedAndItIsToldOnce() {
    LockHold old = heldByTheClient();
    FencingToken overtaken = old.token().orElseThrow();
    List<String> lost = new ArrayList<>();
    old.onLost(lost::add);
    CompletionStage<Optional<LockHold>> next = lock("b").lockAsync(LONG);
    cluster.advance(Duration.ofSeconds(1));

    cluster.partition(Set.of("client"), Set.of("a", "b", "c"));
    assertThat(cluster.advanceUntil(next.toCompletableFuture()::isDone, NOTICED)).isTrue();
    LockHold present = cluster.await(next).orElseThrow();
    assertThat(present.isValid()).isTrue();
    assertThat(old.isValid()).as("its own clock tells it nothing else").isTrue();
    FencingToken greater = present.token().orElseThrow();
    assertThat(cluster.await(content("b").set(greater, "of b")))
        .isEqualTo(new Admission.Admitted());

    cluster.heal();
    assertThat(cluster.await(content("client").set(overtaken, "too late")))
        .isEqualTo(new Admission.Refused(greater));
    cluster.advance(Duration.ofSeconds(11));
    assertThat(lost).hasSize(1);
    assertThat(old.isValid()).isFalse();
    assertThat(present.isValid()).isTrue();
    assertThat(cluster.await(content("c").get())).contains("of b");
  }

  @Test
  void itIsNotOpenedASecondTimeAsALockThatIsWaitedFor() {
    heldByTheClient();
    assertThatThrownBy(() -> cluster.runtime("a").lock(PLAIN))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("fencedOnly=true")
        .hasMessageContaining("fencedOnly=false");
  }
}
