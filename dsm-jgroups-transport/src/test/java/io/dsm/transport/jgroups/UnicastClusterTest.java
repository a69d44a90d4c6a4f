// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.TestNode.PATIENCE;
import static io.dsm.transport.jgroups.TestNode.awaitOneView;
import static io.dsm.transport.jgroups.TestNode.closeAll;
import static io.dsm.transport.jgroups.TestNode.cluster;
import static io.dsm.transport.jgroups.TestNode.openTogether;
import static io.dsm.transport.jgroups.TestNode.unicast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three members over TCP, each a real channel. */
@Timeout(120)
class UnicastClusterTest {

  private final TestNode[] nodes = cluster(3);
  private final TestNode a = nodes[0];
  private final TestNode b = nodes[1];
  private final TestNode c = nodes[2];

  @AfterEach
  void closeNodes() {
    closeAll(nodes);
  }

  @Test
  void threeMembersThatStartTogetherFormOneView() {
    long start = System.nanoTime();
    openTogether(nodes);
    assertThat(nodes).allSatisfy(node -> assertThat(node.views).isNotEmpty());
    awaitOneView(nodes);
    report("three simultaneous starts to one view", start);
  }

  @Test
  void threeMembersThatStartOneAfterAnotherFormOneView() {
    long start = System.nanoTime();
    for (TestNode node : nodes) {
      node.open();
      assertThat(node.members()).contains(node.self);
    }
    awaitOneView(nodes);
    report("three starts in a row to one view", start);
    assertThat(nodes)
        .allSatisfy(
            node ->
                assertThat(node.views)
                    .extracting(seen -> seen.view().number())
                    .isSorted()
                    .doesNotHaveDuplicates());
  }

  @Test
  void framesArriveInOrderFromTheRightSenderAndNeverAtTheSenderItself() {
    openTogether(nodes);
    awaitOneView(nodes);
    for (int i = 0; i < 1_000; i++) {
      a.transport.broadcast(number(2 * i));
      a.transport.send(b.self, number(2 * i + 1));
    }
    await().atMost(PATIENCE).until(() -> b.received(a) == 2_000 && c.received(a) == 1_000);
    assertThat(numbers(b, a)).isSorted().doesNotHaveDuplicates();
    assertThat(numbers(c, a)).isSorted().doesNotHaveDuplicates();
    assertThat(a.frames).isEmpty();
    assertThat(a.transport.droppedFrames()).isZero();
  }

  @Test
  void theLargestFrameArrivesWhole() {
    openTogether(nodes);
    awaitOneView(nodes);
    byte[] largest = new byte[a.transport.frameBytesMax()];
    new Random(42).nextBytes(largest);
    byte[] sent = largest.clone();
    a.transport.send(c.self, largest);
    a.transport.broadcast(new byte[0]);
    await().atMost(PATIENCE).until(() -> c.received(a) == 2);
    assertThat(c.framesOf(a).getFirst()).isEqualTo(sent);
    assertThat(c.framesOf(a).getLast()).isEmpty();
  }

  @Test
  void aFloodFromAllMembersIsNeverReordered() {
    openTogether(nodes);
    awaitOneView(nodes);
    int count = 50_000;
    long start = System.nanoTime();
    Arrays.stream(nodes)
        .parallel()
        .forEach(
            node -> {
              for (int i = 0; i < count; i++) {
                node.transport.broadcast(Arrays.copyOf(number(i), 100));
              }
            });
    await().atMost(PATIENCE.multipliedBy(2)).until(() -> floodArrived(count));
    report("flood of " + count + " frames from each of three, lost " + lost(count), start);
    for (TestNode to : nodes) {
      for (TestNode from : nodes) {
        assertThat(numbers(to, from)).isSorted().doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aGracefulLeaveIsSeenByTheOthers() {
    openTogether(nodes);
    awaitOneView(nodes);
    long start = System.nanoTime();
    c.close();
    awaitOneView(a, b);
    report("graceful leave seen", start);
    a.transport.send(c.self, number(1));
    assertThat(a.transport.droppedFrames()).isEqualTo(1);
  }

  @Test
  void aFrameSentJustBeforeLeavingStillArrives() {
    openTogether(nodes);
    awaitOneView(nodes);
    for (int i = 0; i < 100; i++) {
      c.transport.broadcast(number(i));
    }
    c.close();
    await().atMost(PATIENCE).until(() -> a.received(c) == 100 && b.received(c) == 100);
  }

  @Test
  void anotherClusterOnTheSamePortsIsNeverSeen() {
    openTogether(a, b);
    awaitOneView(a, b);
    List<InetSocketAddress> own = TestNode.freeAddresses(1);
    InetSocketAddress seed =
        new InetSocketAddress(
            "127.0.0.1", ((org.jgroups.protocols.TP) transportOf(a)).getBindPort());
    try (TestNode other =
        new TestNode("billing", "z", unicast(own.getFirst(), List.of(seed)), Map.of())) {
      other.open();
      other.transport.broadcast(number(1));
      a.transport.broadcast(number(2));
      await().atMost(PATIENCE).until(() -> b.received(a) == 1);
      assertThat(other.members()).containsExactly(other.self);
      assertThat(a.members()).doesNotContain(other.self);
      assertThat(b.frames).containsOnlyKeys(a.self);
    }
  }

  private boolean floodArrived(int count) {
    return sum() + lost(count) == 6L * count && lanesDropped() == lost(count);
  }

  private long lost(int count) {
    return 6L * count - sum();
  }

  private long lanesDropped() {
    return Arrays.stream(nodes).mapToLong(node -> node.transport.droppedFrames()).sum();
  }

  private long sum() {
    long sum = 0;
    for (TestNode to : nodes) {
      for (TestNode from : nodes) {
        sum += to.received(from);
      }
    }
    return sum;
  }

  private static Object transportOf(TestNode node) {
    return node.transport.channel().getProtocolStack().getTransport();
  }

  static byte[] number(int i) {
    return ByteBuffer.allocate(4).putInt(i).array();
  }

  private static List<Integer> numbers(TestNode at, TestNode from) {
    return at.framesOf(from).stream().map(frame -> ByteBuffer.wrap(frame).getInt()).toList();
  }

  static void report(String what, long start) {
    System.out.printf("measured: %s: %d ms%n", what, (System.nanoTime() - start) / 1_000_000);
  }
}
