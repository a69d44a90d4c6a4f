// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.testkit.Beans;
import io.dsm.testkit.SimulatedCluster;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The verbs of the testkit on a bean of an application; shown in the how-to. */
@DsmCluster(nodes = 3)
class StockTest {

  @Test
  void whatBothSidesCountedIsAddedUp(SimulatedCluster cluster, Beans<Stock> stock) {
    cluster.partition(Set.of("n1"), Set.of("n2", "n3"));
    stock.on("n1").arrived("tea", 2);
    stock.on("n2").arrived("tea", 3);
    cluster.advance(Duration.ofSeconds(5));
    assertThat(stock.on("n3").of("tea")).isEqualTo(3);

    cluster.heal();
    assertThat(cluster.advanceUntilAgreed(Duration.ofSeconds(10))).isTrue();
    assertThat(stock.on("n3").of("tea")).isEqualTo(5);
  }

  @Test
  void aNodeThatComesBackIsToldWhatItMissed(SimulatedCluster cluster, Beans<Stock> stock) {
    cluster.crash("n3");
    stock.on("n1").arrived("tea", 2);
    cluster.pause("n2");
    cluster.advance(Duration.ofSeconds(30));
    cluster.resume("n2");
    cluster.restart("n3");
    assertThat(cluster.advanceUntilAgreed(Duration.ofSeconds(10))).isTrue();
    assertThat(stock.on("n2").of("tea")).isEqualTo(2);
    assertThat(stock.on("n3").of("tea")).isEqualTo(2);
  }

  @Test
  @DsmCluster(nodes = 1, others = 1, seed = 7, settings = "replication.broadcast=false")
  void anAnnotationOnTheMethodReplacesTheOneOnTheClass(
      SimulatedCluster cluster, Beans<Stock> stock) {
    assertThat(cluster.running()).containsExactly("n1", "x1");
    stock.on("x1").arrived("tea", 1);
    assertThat(cluster.advanceUntil(() -> stock.on("n1").of("tea") == 1, Duration.ofSeconds(10)))
        .isTrue();
  }

  @Test
  void nothingOfTheApplicationRunsOnANodeThatIsDown(SimulatedCluster cluster, Beans<Stock> stock) {
    cluster.crash("n2");
    assertThatThrownBy(() -> stock.on("n2"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("n2 does not run");
  }
}
