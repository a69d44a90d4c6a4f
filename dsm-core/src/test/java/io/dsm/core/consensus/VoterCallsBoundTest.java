// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.DsmException;
import io.dsm.cluster.Voters;
import io.dsm.core.consensus.SimulatedCluster.SimulatedNode;
import io.dsm.lease.AcquireResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** How many calls to the voters may wait. The page on overload names the number. */
class VoterCallsBoundTest {

  /** Fewer than voters remember of one node, or a command sent again could be made twice. */
  private static final int COMMANDS = 1_500;

  private final SimulatedCluster cluster = new SimulatedCluster(11, Voters.of("a", "b", "c"));

  @Test
  void commandsBeyondTheBoundAreRefusedUntilOthersAreOver() {
    SimulatedNode alone = cluster.boot("a");
    cluster.run(Duration.ofSeconds(1));
    List<CompletionStage<AcquireResult<String>>> waiting = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      waiting.add(alone.leases().acquire("k" + i, "v"));
    }
    cluster.run(Duration.ofMillis(10));
    assertThat(waiting).noneMatch(call -> call.toCompletableFuture().isDone());
    assertThat(COMMANDS).isLessThan(Sessions.OUTCOMES);
    CompletionStage<AcquireResult<String>> tooMany = alone.leases().acquire("one more", "v");
    cluster.run(Duration.ofMillis(10));
    assertThat(tooMany.toCompletableFuture().exceptionNow())
        .isInstanceOfSatisfying(
            DsmException.Overloaded.class,
            refused ->
                assertThat(refused.queue()).isEqualTo(DsmException.Overloaded.Queue.VOTER_CALLS));
    cluster.run(Duration.ofMinutes(1));
    CompletionStage<AcquireResult<String>> room = alone.leases().acquire("room again", "v");
    cluster.run(Duration.ofMillis(10));
    assertThat(room.toCompletableFuture()).isNotDone();
  }
}
