// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.DsmRuntime;
import io.dsm.ref.AsyncRef;
import io.dsm.ref.Modification;
import io.dsm.ref.Ref;
import io.dsm.ref.RefChange;
import io.dsm.ref.RefEntry;
import io.dsm.ref.RefSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** References on a whole cluster, under faults. */
class ReferencesTest {

  private static final RefSpec<String> FLAG = RefSpec.of("shared", "shop", "flag", String.class);
  private static final RefSpec<Integer> COUNT =
      RefSpec.of("shared", "shop", "count", Integer.class);

  private final SimulatedCluster cluster =
      SimulatedCluster.of(1, "a", "b", "c").add("client").declare(ReferencesTest::declare);

  private static void declare(DsmRuntime node) {
    node.ref(FLAG);
    node.ref(COUNT);
  }

  @Test
  void whatOneNodeWritesEveryNodeReadsClientsToo() {
    start();
    assertThat(cluster.await(flag("a").set("on"))).isEqualTo(1);
    for (String name : cluster.names()) {
      assertThat(cluster.await(flag(name).get())).contains("on");
    }
    assertThat(cluster.await(flag("client").delete())).isTrue();
    assertThat(cluster.await(flag("b").entry())).isEqualTo(new RefEntry<>(2, Optional.empty()));
    assertThat(cluster.await(flag("b").delete())).isFalse();
  }

  @Test
  void ofTwoConditionalWritesOneWins() {
    start();
    cluster.await(flag("a").set("off"));
    CompletionStage<Boolean> left = flag("a").compareAndSet("off", "left");
    CompletionStage<Boolean> right = flag("client").compareAndSet("off", "right");
    boolean leftWon = cluster.await(left);
    assertThat(cluster.await(right)).isEqualTo(!leftWon);
    assertThat(cluster.await(flag("c").get())).contains(leftWon ? "left" : "right");
    assertThat(cluster.await(flag("c").compareAndSet(1, "stale"))).isFalse();
    assertThat(cluster.await(flag("c").compareAndSet(2, "next"))).isTrue();
    assertThat(cluster.await(flag("c").setIfAbsent("never"))).isFalse();
  }

  @Test
  void modificationsFromAllNodesAreNotLost() {
    start();
    List<CompletionStage<Integer>> updates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      for (String name : cluster.names()) {
        updates.add(count(name).updateAndGet(value -> value.orElse(0) + 1));
      }
    }
    updates.forEach(cluster::await);
    assertThat(cluster.await(count("a").get())).contains(80);
    assertThat(updates.stream().map(stage -> stage.toCompletableFuture().join()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aModificationMayKeepOrDeleteAndAnswer() {
    start();
    assertThat(
            cluster.await(count("a").<Boolean>modify(value -> Modification.keep(value.isEmpty()))))
        .isTrue();
    assertThat(cluster.await(count("a").getAndUpdate(value -> 5))).isEmpty();
    assertThat(cluster.await(count("b").<Integer>modify(v -> Modification.delete(v.orElse(0)))))
        .isEqualTo(5);
    assertThat(cluster.await(count("c").entry())).isEqualTo(new RefEntry<>(2, Optional.empty()));
  }

  @Test
  void aMinorityAnswersThatNothingHappenedOrThatItIsUnknown() {
    start();
    cluster.await(flag("a").set("on"));
    cluster.partition(Set.of("a"), Set.of("b", "c", "client"));
    CompletionStage<Optional<String>> read = flag("a").get();
    CompletionStage<Long> write = flag("a").set("lost");
    assertThatThrownBy(() -> cluster.await(read))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(DsmException.Unavailable.class);
    assertThatThrownBy(() -> cluster.await(write))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfAny(DsmException.Unavailable.class, DsmException.Indeterminate.class);
    cluster.advance(Duration.ofSeconds(20));
    assertThat(cluster.await(flag("client").get())).contains("on");
  }

  @Test
  void versionsSurviveAPowerCutOfAllVoters() {
    start();
    cluster.await(flag("a").set("on"));
    cluster.await(flag("a").delete());
    List.of("a", "b", "c").forEach(cluster::cutPower);
    cluster.startAll();
    cluster.advance(Duration.ofSeconds(15));
    assertThat(cluster.await(flag("b").set("again"))).isEqualTo(3);
  }

  @Test
  void aWatcherBeginsWithTheValueAndSeesEveryChangeOnce() {
    start();
    cluster.await(flag("a").set("one"));
    List<RefChange<String>> seen = new ArrayList<>();
    try (var subscription = cluster.runtime("client").ref(FLAG).watch(seen::add)) {
      cluster.advance(Duration.ofSeconds(1));
      cluster.await(flag("a").set("two"));
      cluster.await(flag("b").delete());
      cluster.advance(Duration.ofSeconds(1));
      assertThat(seen)
          .containsExactly(
              new RefChange.Current<>(1, Optional.of("one")),
              new RefChange.Updated<>(2, "two"),
              new RefChange.Deleted<>(3));
    }
    cluster.await(flag("a").set("after"));
    cluster.advance(Duration.ofSeconds(3));
    assertThat(seen).hasSize(3);
  }

  @Test
  void aWatcherThatMissedChangesIsToldHowMany() {
    start();
    List<RefChange<String>> seen = new ArrayList<>();
    cluster.runtime("client").ref(FLAG).watch(seen::add);
    cluster.advance(Duration.ofSeconds(1));
    cluster.partition(Set.of("client"), Set.of("a", "b", "c"));
    for (int i = 1; i <= 4; i++) {
      cluster.await(flag("a").set("v" + i));
    }
    cluster.advance(Duration.ofSeconds(10));
    cluster.heal();
    cluster.advance(Duration.ofSeconds(10));
    assertThat(seen)
        .containsExactly(
            new RefChange.Current<>(0, Optional.empty()),
            new RefChange.Gap<>(3),
            new RefChange.Current<>(4, Optional.of("v4")));
  }

  @Test
  void aWatcherFollowsANewLeader() {
    start();
    List<RefChange<Integer>> seen = new ArrayList<>();
    cluster.runtime("client").ref(COUNT).watch(seen::add);
    cluster.advance(Duration.ofSeconds(1));
    cluster.await(count("client").set(1));
    String leader =
        cluster.runtime("a").diagnostics().consensus().orElseThrow().leader().orElseThrow().value();
    cluster.crash(leader);
    cluster.advance(Duration.ofSeconds(15));
    String other = leader.equals("a") ? "b" : "a";
    cluster.await(count(other).set(2));
    cluster.advance(Duration.ofSeconds(3));
    assertThat(seen)
        .containsExactly(
            new RefChange.Current<>(0, Optional.empty()),
            new RefChange.Updated<>(1, 1),
            new RefChange.Updated<>(2, 2));
  }

  @Test
  void theLocalValueSaysHowOldItMayBe() {
    start();
    cluster.await(flag("a").set("on"));
    Ref<String> local = cluster.runtime("client").ref(FLAG);
    assertThat(local.localGet()).isEmpty();
    cluster.advance(Duration.ofSeconds(2));
    assertThat(local.localGet().orElseThrow().entry().value()).contains("on");
    assertThat(local.localGet().orElseThrow().staleness()).isLessThan(Duration.ofSeconds(2));
    cluster.partition(Set.of("client"), Set.of("a", "b", "c"));
    cluster.advance(Duration.ofSeconds(30));
    assertThat(local.localGet().orElseThrow().staleness()).isGreaterThan(Duration.ofSeconds(25));
  }

  @Test
  void anotherSchemaIsRefusedWithBothNamed() {
    start();
    cluster.await(flag("a").set("on"));
    cluster.add("odd").declare(node -> node.ref(FLAG.withSchemaId("flag/v2"))).start("odd");
    cluster.advance(Duration.ofSeconds(2));
    Ref<String> odd = cluster.runtime("odd").ref(FLAG.withSchemaId("flag/v2"));
    assertThatThrownBy(() -> cluster.await(odd.async().set("off")))
        .hasCauseInstanceOf(DsmException.Rejected.class)
        .hasMessageContainingAll("flag/v1", "flag/v2");
  }

  @Test
  void aValueThatIsTooLargeIsRefusedBeforeItIsSent() {
    start();
    assertThatThrownBy(() -> cluster.await(flag("a").set("x".repeat(70_000))))
        .hasCauseInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("70");
  }

  private void start() {
    cluster.startAll();
    cluster.advance(Duration.ofSeconds(10));
  }

  private AsyncRef<String> flag(String name) {
    return cluster.runtime(name).ref(FLAG).async();
  }

  private AsyncRef<Integer> count(String name) {
    return cluster.runtime(name).ref(COUNT).async();
  }
}
