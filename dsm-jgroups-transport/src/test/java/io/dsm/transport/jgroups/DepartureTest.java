// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.TestNode.PATIENCE;
import static io.dsm.transport.jgroups.TestNode.awaitOneView;
import static io.dsm.transport.jgroups.TestNode.closeAll;
import static io.dsm.transport.jgroups.TestNode.cluster;
import static io.dsm.transport.jgroups.TestNode.openTogether;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.transport.jgroups.Obstacle.Mode;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames sent just before their sender leaves, in the worst order of events. */
@Timeout(120)
class DepartureTest {

  private static final int FRAMES = 100;

  private final TestNode[] nodes = cluster(3);
  private final TestNode a = nodes[0];
  private final TestNode b = nodes[1];
  private final TestNode c = nodes[2];

  @BeforeEach
  void formCluster() {
    openTogether(nodes);
    awaitOneView(nodes);
  }

  @AfterEach
  void closeNodes() {
    closeAll(nodes);
  }

  @Test
  void framesThatComeAfterTheViewWithoutTheirSenderAreStillDelivered() {
    Obstacle obstacle = Obstacle.between(c, b, Mode.HOLD);
    sendFrames();
    await().atMost(PATIENCE).until(() -> obstacle.touched() > 0);
    c.close();
    awaitOneView(a, b);
    assertThat(b.received(c)).isZero();
    obstacle.release();
    await().atMost(PATIENCE).until(() -> b.received(c) == FRAMES);
    assertInOrder(b);
  }

  @Test
  void framesLostOnTheWayAreSentAgainBeforeTheirSenderLeaves() {
    Obstacle obstacle = Obstacle.between(c, b, Mode.LOSE_EACH_ONCE);
    sendFrames();
    c.close();
    awaitOneView(a, b);
    await().atMost(PATIENCE).until(() -> b.received(c) == FRAMES && a.received(c) == FRAMES);
    assertThat(obstacle.touched()).isEqualTo(FRAMES);
    assertInOrder(b);
  }

  private void sendFrames() {
    for (int i = 0; i < FRAMES; i++) {
      c.transport.broadcast(ByteBuffer.allocate(4).putInt(i).array());
    }
  }

  private void assertInOrder(TestNode at) {
    assertThat(at.framesOf(c).stream().map(frame -> ByteBuffer.wrap(frame).getInt()))
        .containsExactlyElementsOf(IntStream.range(0, FRAMES).boxed().toList());
  }
}
