// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dsm.DsmException;
import io.dsm.DsmException.Overloaded.Queue;
import io.dsm.core.cluster.VirtualCluster.VirtualNode;
import io.dsm.diagnostics.QueueDiagnostics;
import io.dsm.register.WriteOptions;
import io.dsm.register.WriteOptions.Acknowledgement;
import io.dsm.spi.probe.ProbeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What callers are told when more comes than can be sent, acknowledged or kept. */
class OverloadTest {

  private static final String LARGE = "x".repeat(8_000);
  private static final int QUEUE_BYTES = 65_536;

  private final VirtualCluster cluster =
      new VirtualCluster(7)
          .setting("outbound.queue-bytes", "64KiB")
          .setting("write.pending-max", "2");

  @Test
  void aWriteThatWaitsForPeersIsRefusedWhileTooMuchWaitsToBeSent() {
    VirtualNode a = startTwo();
    fill(a);

    DsmException.Overloaded refused =
        catchThrowableOfType(DsmException.Overloaded.class, () -> write(a, Acknowledgement.ALL));

    assertThat(refused.queue()).isEqualTo(Queue.OUTBOUND);
    assertThat(refused).hasMessageContaining("outbound.queue-bytes");
    assertThat(a.hints.get("awaited")).isEmpty();
    assertThat(a.observed).anyMatch(ProbeEvent.WriteRefused.class::isInstance);
    QueueDiagnostics queues = a.node.diagnostics().queues();
    assertThat(queues.refusedWrites()).isEqualTo(1);
    assertThat(queues.outbound().waiting()).isGreaterThan(QUEUE_BYTES);
    assertThat(queues.outbound().dropped()).isPositive();
  }

  @Test
  void aLocalWriteIsNeverRefusedForItsPeersAndRepairMakesUpForWhatWasNotSent() {
    VirtualNode a = startTwo();
    fill(a);
    a.hints.put("local", "still here");
    write(a, Acknowledgement.LOCAL);

    assertThat(cluster.converge(60_000)).isTrue();
    assertThat(cluster.node("b").hints.get("local")).contains("still here");
    assertThat(cluster.node("b").hints.size()).isEqualTo(a.hints.size());
    assertThat(a.node.diagnostics().queues().outbound().waiting()).isZero();
    write(a, Acknowledgement.ALL);
    assertThat(a.node.diagnostics().queues().refusedWrites()).isZero();
  }

  @Test
  void onDemandEveryWriteIsRefusedInsteadAndReadsGoOn() {
    cluster.setting("outbound.refuse-when-full", "true");
    VirtualNode a = startTwo();
    assertThatThrownBy(() -> fill(a)).isInstanceOf(DsmException.Overloaded.class);

    assertThatThrownBy(() -> a.hints.put("k", "v")).isInstanceOf(DsmException.Overloaded.class);
    assertThatThrownBy(() -> a.hints.remove("k0")).isInstanceOf(DsmException.Overloaded.class);
    assertThatThrownBy(() -> a.counters.at("c").increment())
        .isInstanceOf(DsmException.Overloaded.class);
    assertThat(a.hints.get("k0")).contains(LARGE);
    assertThat(a.node.diagnostics().queues().refusedWrites()).isEqualTo(4);
    assertThat(a.node.diagnostics().queues().outbound().dropped()).isZero();
    assertThat(cluster.converge(1_000)).isTrue();
    a.hints.put("k", "v");
  }

  @Test
  void moreWritesThanMayWaitForAcknowledgementsAreRefused() {
    VirtualNode a = startTwo();
    cluster.network().silence(cluster.node("b").member);
    write(a, Acknowledgement.ALL);
    write(a, Acknowledgement.MAJORITY);
    assertThat(a.node.diagnostics().queues().pendingWrites()).isEqualTo(2);

    DsmException.Overloaded refused =
        catchThrowableOfType(DsmException.Overloaded.class, () -> write(a, Acknowledgement.ALL));

    assertThat(refused.queue()).isEqualTo(Queue.PENDING_WRITES);
    cluster.time().run(1_500);
    assertThat(a.node.diagnostics().queues().pendingWrites()).isZero();
    write(a, Acknowledgement.ALL);
  }

  private VirtualNode startTwo() {
    VirtualNode a = cluster.start("a");
    cluster.start("b");
    assertThat(cluster.converge(5_000)).isTrue();
    cluster.time().run(100);
    return a;
  }

  /** Writes more than may wait, while nobody sends. */
  private static void fill(VirtualNode node) {
    for (int i = 0; i < 3 * QUEUE_BYTES / LARGE.length(); i++) {
      node.hints.put("k" + i, LARGE);
    }
  }

  private static void write(VirtualNode node, Acknowledgement acknowledgement) {
    node.hints.put("awaited", "value", WriteOptions.of(acknowledgement, Duration.ofSeconds(1)));
  }
}
