// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.raft.sim.Cluster;
import io.dsm.raft.sim.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What many callers share: the round of a read, the message and the sync of a command. */
class SharedCostTest {

  private static final int CALLERS = 500;

  private final Cluster cluster = new Cluster(17, 3).startAll();
  private final AtomicInteger messages = new AtomicInteger();

  private void settled() {
    cluster.commit(3, "before");
    cluster.awaitAgreement();
    cluster.network().tap((from, to, message) -> messages.incrementAndGet());
  }

  private int records() {
    return cluster.seats().stream().mapToInt(seat -> seat.disk().recordCount()).sum();
  }

  private int syncs() {
    return cluster.seats().stream().mapToInt(seat -> seat.disk().syncs()).sum();
  }

  private void await(List<CompletableFuture<byte[]>> answers) {
    cluster.await("answers", () -> answers.stream().allMatch(CompletableFuture::isDone));
    assertThat(answers).noneMatch(CompletableFuture::isCompletedExceptionally);
  }

  @Test
  void readsThatWaitTogetherShareTwoRoundsAndTouchNoDisk() {
    settled();
    int records = records();
    int syncs = syncs();
    Seat leader = cluster.awaitLeader();
    List<CompletableFuture<byte[]>> reads = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      reads.add(leader.log().read(new byte[0]).toCompletableFuture());
    }
    await(reads);

    assertThat(messages.get()).as("two rounds, and a heartbeat or two").isLessThan(20);
    assertThat(records()).isEqualTo(records);
    assertThat(syncs()).isEqualTo(syncs);
  }

  @Test
  void commandsThatWaitTogetherShareMessagesAndSyncs() {
    settled();
    int syncs = syncs();
    Seat leader = cluster.awaitLeader();
    List<CompletableFuture<byte[]>> writes = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      writes.add(cluster.propose(leader, "c" + i));
    }
    await(writes);

    assertThat(messages.get()).as("messages").isLessThan(CALLERS / 2);
    assertThat(syncs() - syncs).as("syncs of three voters").isLessThan(CALLERS / 2);
  }
}
