// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.lease.AcquireResult;
import io.dsm.lease.FencingToken;
import io.dsm.lease.LeaseCollection;
import io.dsm.lease.LeaseSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Callers of a node who ask for a key while it is being asked for. */
class LaterCallersTest {

  private static final LeaseSpec<String> SHARD =
      LeaseSpec.<String>of("shared", "shop", "shard", String.class).build();
  private static final List<String> VOTERS = List.of("a", "b", "c");

  private final SimulatedCluster cluster =
      SimulatedCluster.of(1, "a", "b", "c")
          .add("client")
          .declare(node -> node.lease(SHARD))
          .startAll();

  /**
   * The voters refuse the first for the sake of a; that answer is late, and b owns it meanwhile.
   */
  @Test
  void whoAsksLaterIsNotToldOfTheOwnerOfBefore() {
    FencingToken first = owned("a");
    cluster.await(leases("client").current("s")); // from now on it knows the leader
    VOTERS.forEach(voter -> cluster.cut(voter, "client"));
    CompletionStage<AcquireResult<String>> early = acquire("client");
    cluster.advance(Duration.ofMillis(100));
    cluster.await(leases("a").release("s", first));
    FencingToken second = owned("b");
    CompletionStage<AcquireResult<String>> late = acquire("client");
    cluster.heal();
    assertThat(tokenOfAnother(early)).isEqualTo(first);
    assertThat(tokenOfAnother(late)).isEqualTo(second);
  }

  @Test
  void allWhoAskMeanwhileShareWhatIsGranted() {
    CompletionStage<AcquireResult<String>> early = acquire("client");
    CompletionStage<AcquireResult<String>> late = acquire("client");
    assertThat(cluster.await(early)).isInstanceOf(AcquireResult.Acquired.class);
    assertThat(cluster.await(late)).isEqualTo(cluster.await(early));
  }

  private FencingToken owned(String node) {
    AcquireResult<String> result = cluster.await(acquire(node));
    assertThat(result).isInstanceOf(AcquireResult.Acquired.class);
    return leases(node).held("s").orElseThrow().token().orElseThrow();
  }

  private FencingToken tokenOfAnother(CompletionStage<AcquireResult<String>> question) {
    AcquireResult<String> result = cluster.await(question);
    assertThat(result).isInstanceOf(AcquireResult.HeldByAnother.class);
    return ((AcquireResult.HeldByAnother<String>) result).holder().token();
  }

  private CompletionStage<AcquireResult<String>> acquire(String node) {
    return leases(node).acquire("s", node);
  }

  private LeaseCollection<String> leases(String node) {
    return cluster.runtime(node).lease(SHARD);
  }
}
