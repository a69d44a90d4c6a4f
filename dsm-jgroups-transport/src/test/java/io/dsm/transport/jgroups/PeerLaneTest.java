// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.UnicastClusterTest.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bound and the order of frames on their way to one peer. */
@Timeout(60)
class PeerLaneTest {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(0);
  private final List<Integer> sent = new CopyOnWriteArrayList<>();
  private final LongAdder dropped = new LongAdder();
  private final PeerLane lane = new PeerLane(this::send, executor, dropped, () -> {});

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void framesBehindAStalledPeerAreDroppedOnceTheLaneIsFull() {
    int frameBytes = 1 << 20;
    int count = 3 * PeerLane.BYTES_MAX / frameBytes;
    for (int i = 0; i < count; i++) {
      lane.offer(ByteBuffer.allocate(frameBytes).putInt(0, i).array());
    }
    assertThat(dropped.sum()).isBetween((long) count - 9, (long) count - 7);
    permits.release(count);
    await().until(lane::idle);
    assertThat(sent).hasSize(count - (int) dropped.sum()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void clearForgetsWhatWaitsButNotWhatComesLater() {
    for (int i = 0; i < 10; i++) {
      lane.offer(number(i));
    }
    await().until(permits::hasQueuedThreads);
    lane.clear();
    assertThat(dropped.sum()).isEqualTo(9);
    assertThat(lane.idle()).isFalse();
    lane.offer(number(10));
    permits.release(10);
    await().until(lane::idle);
    assertThat(sent).containsExactly(0, 10);
  }

  @Test
  void aFrameTheNetworkRefusesIsDroppedAndTheNextOneGoesOut() {
    permits.release(3);
    lane.offer(number(1));
    lane.offer(number(-1));
    lane.offer(number(2));
    await().until(lane::idle);
    assertThat(sent).containsExactly(1, 2);
    assertThat(dropped.sum()).isEqualTo(1);
  }

  private void send(byte[] frame) throws Exception {
    permits.acquire();
    int number = ByteBuffer.wrap(frame).getInt();
    if (number < 0) {
      throw new IOException("refused");
    }
    sent.add(number);
  }
}
