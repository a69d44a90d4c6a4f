// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.inject.DsmShards;
import io.dsm.shard.OwnedShard;
import io.dsm.shard.ShardListener;
import io.dsm.shard.Shards;
import io.dsm.tck.Assertion;
import io.dsm.tck.TckArchive;
import io.dsm.tck.beans.Sleep;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Shards are injected, come to who joins, and are drained when it leaves. */
@ExtendWith(ArquillianExtension.class)
public class ShardsTck {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Deployment
  public static WebArchive deployment() {
    return TckArchive.of("shards", ShardsTck.class, Sleep.class)
        .with("dsm.collections.orders.shards.count", "4")
        .with("dsm.collections.parcels.shards.count", "3")
        .build();
  }

  /** Does the work of shards. */
  @ApplicationScoped
  public static class Workshop {
    @Inject
    @DsmShards("orders")
    Shards orders;

    @Inject
    @DsmShards("parcels")
    Shards parcels;

    void begin(@Observes Startup started) {
      orders.join(ShardListener.silent());
    }

    Shards orders() {
      return orders;
    }

    Shards parcels() {
      return parcels;
    }
  }

  /** Writes down what it is told. */
  private static final class Diary implements ShardListener {
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Override
    public void began(OwnedShard shard) {
      told.add("began " + shard.number());
    }

    @Override
    public CompletionStage<?> draining(OwnedShard shard) {
      told.add("draining " + shard.number());
      return ShardListener.super.draining(shard);
    }

    @Override
    public void ended(OwnedShard shard, End end) {
      told.add("ended " + shard.number() + " " + end);
    }
  }

  @Inject Workshop workshop;

  private static void awaitAll(Shards shards) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(shards.owned()).hasSize(shards.count()));
  }

  @Test
  @Assertion("inject.shards")
  public void shardsAreInjectedAndComeToWhoJoined() {
    Shards orders = workshop.orders();
    awaitAll(orders);
    OwnedShard shard = orders.owned(orders.shardOf("order-1")).orElseThrow();
    assertThat(shard.token()).isPresent();
    assertThat(shard.run(token -> token.value() > 0)).contains(true);
  }

  @Test
  @Assertion("shards.count")
  public void theirNumberIsASetting() {
    assertThat(workshop.orders().count()).isEqualTo(4);
    assertThat(workshop.parcels().count()).isEqualTo(3);
  }

  @Test
  @Assertion("shards.once")
  public void whoTakesPartCannotJoinAgain() {
    assertThatThrownBy(() -> workshop.orders().join(ShardListener.silent()))
        .isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  @Assertion("scope.passivation.shards")
  public void shardsSurvivePassivation() throws Exception {
    Shards woken = Sleep.andWake(Shards.class, workshop.orders());
    assertThat(woken.count()).isEqualTo(4);
  }

  @Test
  @Assertion("shards.drain")
  public void whoLeavesIsToldToDrainAndThenThatItIsOver() throws Exception {
    Diary diary = new Diary();
    Shards parcels = workshop.parcels();
    parcels.join(diary);
    awaitAll(parcels);
    long token = parcels.owned(0).orElseThrow().token().orElseThrow().value();

    parcels.leave().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(parcels.owned()).isEmpty();
    for (int shard = 0; shard < 3; shard++) {
      assertThat(diary.told)
          .containsSubsequence(
              "began " + shard, "draining " + shard, "ended " + shard + " GIVEN_UP");
    }
    assertThat(diary.told).hasSize(9);
    parcels.join(ShardListener.silent());
    awaitAll(parcels);
    assertThat(parcels.owned(0).orElseThrow().token().orElseThrow().value()).isGreaterThan(token);
  }
}
