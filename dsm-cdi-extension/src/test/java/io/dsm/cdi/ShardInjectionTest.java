// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dsm.cdi.support.Deployment;
import io.dsm.cdi.support.ExtensionKind;
import io.dsm.inject.DsmShards;
import io.dsm.shard.OwnedShard;
import io.dsm.shard.ShardListener;
import io.dsm.shard.Shards;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardInjectionTest {

  @ApplicationScoped
  public static class OrderWork implements ShardListener {
    @Inject
    @DsmShards("orders")
    Shards orders;

    private final Set<Integer> mine = ConcurrentHashMap.newKeySet();

    void begin(@Observes Startup started) {
      orders.join(this);
    }

    @Override
    public void began(OwnedShard shard) {
      mine.add(shard.number());
    }

    @Override
    public void ended(OwnedShard shard, End end) {
      mine.remove(shard.number());
    }

    Set<Integer> mine() {
      return mine;
    }

    Shards orders() {
      return orders;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shardsAreInjectedAndOwned(ExtensionKind kind) {
    try (Deployment deployment =
        Deployment.of(OrderWork.class)
            .extension(kind)
            .setting("dsm.collections.orders.shards.count", "8")
            .setting("dsm.collections.orders.lease.term", "5s")
            .start()) {
      OrderWork work = deployment.bean(OrderWork.class);
      await().until(() -> work.mine().size() == 8);
      assertThat(work.orders().count()).isEqualTo(8);
      int shard = work.orders().shardOf("order-1");
      assertThat(work.orders().owned(shard).orElseThrow().token()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aWrongNumberOfShardsIsRefusedWithTheKey(ExtensionKind kind) {
    assertThatThrownBy(
            () ->
                Deployment.of(OrderWork.class)
                    .extension(kind)
                    .setting("dsm.collections.orders.shards.count", "0")
                    .start()
                    .close())
        .hasMessageContaining("shards.count")
        .hasMessageContaining("write a number from 1 to 4096");
  }
}
