// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.cluster.Member;
import io.dsm.shard.OwnedShard;
import io.dsm.shard.ShardListener;
import io.dsm.shard.ShardSpec;
import io.dsm.shard.Shards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Shards on whole nodes in virtual time: who joins, leaves, crashes and is cut off. */
class ShardsTest {

  private static final int COUNT = 12;
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final Duration TERM = Duration.ofSeconds(3);
  private static final ShardSpec SPEC =
      ShardSpec.of("shared", "shop", "orders")
          .withCount(COUNT)
          .withTiming(TERM, Duration.ofSeconds(1), Duration.ofMillis(500))
          .withDrainTimeout(Duration.ofSeconds(2));

  private final SimulatedCluster cluster =
      SimulatedCluster.of(71, "a", "b", "c").add("d").declare(node -> node.shards(SPEC));
  private final Map<String, Workers> workers = new TreeMap<>();

  /** What one node was told, judged while it is told. */
  private final class Workers implements ShardListener {
    private final Map<Integer, Long> owned = new HashMap<>();
    private final List<Integer> drained = new ArrayList<>();
    private final List<Integer> lost = new ArrayList<>();
    private Optional<CompletableFuture<String>> busy = Optional.empty();
    private int begun;

    @Override
    public void began(OwnedShard shard) {
      begun++;
      long token = shard.token().orElseThrow().value();
      assertThat(owned.put(shard.number(), token)).as("each beginning has its end").isNull();
      Long before = newest.put(shard.number(), token);
      assertThat(before == null || before < token).as("tokens grow").isTrue();
    }

    @Override
    public CompletionStage<?> draining(OwnedShard shard) {
      assertThat(shard.isDraining()).isTrue();
      assertThat(shard.token()).as("it is still the owner").isPresent();
      drained.add(shard.number());
      return busy.orElseGet(() -> CompletableFuture.completedFuture("done"));
    }

    @Override
    public void ended(OwnedShard shard, End end) {
      assertThat(shard.token()).isEmpty();
      assertThat(owned.remove(shard.number())).as("each end has its beginning").isNotNull();
      if (end == End.LOST) {
        lost.add(shard.number());
      }
    }
  }

  private final Map<Integer, Long> newest = new HashMap<>();

  private Shards shards(String name) {
    return cluster.runtime(name).shards(SPEC);
  }

  private Workers join(String name) {
    Workers joined = new Workers();
    workers.put(name, joined);
    shards(name).join(joined);
    return joined;
  }

  private void joinAll(String... names) {
    cluster.startAll();
    for (String name : names) {
      join(name);
    }
    cluster.advance(QUIET.multipliedBy(2));
  }

  private int owned(String name) {
    int valid = shards(name).owned().size();
    assertThat(workers.get(name).owned).as("told what is so").hasSize(valid);
    return valid;
  }

  private Map<Integer, Member> owners(String asked) {
    return cluster.await(shards(asked).owners());
  }

  @Test
  void shardsAreSpreadEvenlyOverThoseWhoJoin() {
    joinAll("a", "b", "c");

    assertThat(List.of(owned("a"), owned("b"), owned("c"))).containsOnly(4);
    assertThat(owners("d")).as("read without having joined").hasSize(COUNT);
    assertThat(shards("d").owned()).isEmpty();
    assertThat(workers.values()).allSatisfy(it -> assertThat(it.drained).isEmpty());
  }

  @Test
  void whoJoinsLaterGetsItsPartAndNothingElseMoves() {
    joinAll("a", "b", "c");
    Map<Integer, Member> before = owners("a");

    join("d");
    cluster.advance(QUIET);

    Map<Integer, Member> after = owners("a");
    assertThat(owned("d")).isEqualTo(3);
    before.forEach(
        (shard, owner) ->
            assertThat(after.get(shard).node().value()).isIn(owner.node().value(), "d"));
    assertThat(workers.get("d").begun).isEqualTo(3);
    for (String name : List.of("a", "b", "c")) {
      assertThat(workers.get(name).drained).as("drained before it moved").hasSize(1);
      assertThat(workers.get(name).lost).isEmpty();
    }
  }

  @Test
  void whoLeavesDrainsAndHandsOverWithoutAGap() {
    joinAll("a", "b", "c");
    Map<Integer, Member> before = owners("a");

    CompletionStage<Void> left = shards("c").leave();
    cluster.await(left);
    cluster.advance(Duration.ofMillis(200));

    assertThat(shards("c").owned()).isEmpty();
    assertThat(workers.get("c").drained).hasSize(4);
    assertThat(workers.get("c").lost).isEmpty();
    assertThat(List.of(owned("a"), owned("b"))).as("handed over, not found").containsOnly(6);
    before.forEach(
        (shard, owner) -> {
          if (!owner.node().value().equals("c")) {
            assertThat(owners("a").get(shard)).isEqualTo(owner);
          }
        });
    Workers again = join("c");
    cluster.advance(QUIET);
    assertThat(again.begun).isEqualTo(4);
  }

  @Test
  void whoTakesTooLongToDrainIsNotWaitedForLongerThanItsTimeout() {
    joinAll("a", "b");
    workers.get("a").busy = Optional.of(new CompletableFuture<>());
    OwnedShard busy = shards("a").owned().getFirst();

    CompletionStage<Void> left = shards("a").leave();
    cluster.advance(Duration.ofMillis(1_500));
    assertThat(left.toCompletableFuture()).isNotDone();
    assertThat(busy.token()).as("it owns what it drains").isPresent();
    assertThat(busy.run(token -> token)).as("but begins nothing").isEmpty();
    cluster.advance(Duration.ofSeconds(2));

    assertThat(left.toCompletableFuture()).isDone();
    assertThat(busy.token()).isEmpty();
    assertThat(owned("b")).isEqualTo(COUNT);
  }

  @Test
  void whoFinishesDrainingEarlyHandsOverAtOnce() {
    joinAll("a", "b");
    CompletableFuture<String> work = new CompletableFuture<>();
    workers.get("a").busy = Optional.of(work);

    shards("a").leave();
    cluster.advance(Duration.ofMillis(500));
    assertThat(owned("b")).isEqualTo(6);
    work.complete("done");
    cluster.advance(Duration.ofMillis(300));

    assertThat(owned("b")).isEqualTo(COUNT);
  }

  @Test
  void theShardsOfACrashedNodeAreTakenWhenItsTermIsOver() {
    joinAll("a", "b", "d");

    cluster.crash("d");
    cluster.advance(TERM.plusMillis(-500));
    assertThat(owned("a") + owned("b")).as("nobody acts for them too early").isEqualTo(8);
    cluster.advance(Duration.ofMillis(3_000));

    assertThat(List.of(owned("a"), owned("b"))).containsOnly(6);
  }

  @Test
  void whoIsCutOffLosesItsShardsAndGetsSomeBackAfterwards() {
    joinAll("a", "b", "c");

    cluster.partition(Set.of("c"), Set.of("a", "b", "d"));
    cluster.advance(Duration.ofSeconds(12));
    assertThat(workers.get("c").lost).hasSize(4);
    assertThat(shards("c").owned()).isEmpty();
    assertThat(List.of(owned("a"), owned("b"))).containsOnly(6);
    cluster.heal();
    cluster.advance(Duration.ofSeconds(12));

    assertThat(List.of(owned("a"), owned("b"), owned("c"))).containsOnly(4);
  }

  @Test
  void aNodeThatStopsHandsItsShardsOver() {
    joinAll("a", "b", "d");
    CompletionStage<Void> left = shards("d").leave();
    cluster.await(left);
    cluster.leave("d");
    cluster.advance(Duration.ofMillis(500));
    assertThat(List.of(owned("a"), owned("b"))).containsOnly(6);
  }

  @Test
  void aNodeJoinsOnce() {
    joinAll("a", "b");
    assertThatThrownBy(() -> shards("a").join(ShardListener.silent()))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("takes part");
  }
}
