// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.transport.jgroups;

import static io.dsm.transport.jgroups.TestNode.PATIENCE;
import static io.dsm.transport.jgroups.TestNode.awaitOneView;
import static io.dsm.transport.jgroups.TestNode.closeAll;
import static io.dsm.transport.jgroups.TestNode.openTogether;
import static io.dsm.transport.jgroups.TestNode.unicast;
import static io.dsm.transport.jgroups.UnicastClusterTest.number;
import static io.dsm.transport.jgroups.UnicastClusterTest.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Members that crash, freeze and are cut off. The third one lives in a JVM of its own. */
@Timeout(180)
class FailureTest {

  private static final Member CHILD = TestNode.member("child");

  private final List<InetSocketAddress> addresses = TestNode.freeAddresses(3);
  private final TestNode a = new TestNode("a", unicast(addresses.get(0), addresses));
  private final TestNode b = new TestNode("b", unicast(addresses.get(1), addresses));

  @AfterEach
  void closeNodes() {
    closeAll(a, b);
  }

  @Test
  void aKilledMemberLeavesTheView() throws Exception {
    try (ChildNode child = threeMembers()) {
      long start = System.nanoTime();
      child.kill();
      awaitOneView(a, b);
      report("SIGKILL to new view on both survivors", start);
    }
  }

  @Test
  void aKilledNodeThatIsBackOnItsPortAtOnceReplacesItsFormerLife() throws Exception {
    Member again = new Member(CHILD.node(), new Incarnation(CHILD.incarnation().value() + 1));
    try (ChildNode child = threeMembers()) {
      child.kill();
      child.close();
      long start = System.nanoTime();
      try (ChildNode _ = ChildNode.start(again, addresses.get(2), addresses)) {
        List<Member> expected = List.of(a.self, b.self, again);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> a.members().equals(expected) && b.members().equals(expected));
        report("restart of a killed JVM to one view without its former life", start);
      }
    }
  }

  @Test
  void aFrozenMemberLeavesTheViewAndDoesNotHoldUpTheOthers() throws Exception {
    Assumptions.assumeTrue(ChildNode.canSignal(), "needs POSIX signals");
    try (ChildNode child = threeMembers()) {
      int before = a.views.size();
      child.freeze();
      long start = System.nanoTime();
      AtomicBoolean sending = new AtomicBoolean(true);
      Thread load = Thread.ofVirtual().start(() -> broadcastWhile(sending));
      awaitOneView(a, b);
      report("SIGSTOP under load to new view on both survivors", start);
      sending.set(false);
      load.join();
      assertThat(a.views.subList(before, a.views.size()))
          .allSatisfy(seen -> assertThat(seen.view().members()).contains(a.self, b.self));
      a.transport.send(b.self, number(-1));
      await().atMost(PATIENCE).until(() -> lastFrameAtB() == -1);
      System.out.printf(
          "measured: while frozen %d frames reached the healthy peer, %d were dropped%n",
          b.received(a), a.transport.droppedFrames());

      child.thaw();
      start = System.nanoTime();
      await().atMost(PATIENCE).until(() -> b.members().size() == 3 && a.members().size() == 3);
      report("SIGCONT to merged view", start);
      assertThat(a.views.getLast().merged()).isTrue();
      awaitEcho(number(-2));
    }
  }

  @Test
  void twoHalvesThatMeetAgainMergeAndSaySo() throws Exception {
    openTogether(a, b);
    awaitOneView(a, b);
    List<DISCARD> cuts = List.of(cut(a), cut(b));
    long start = System.nanoTime();
    await()
        .atMost(PATIENCE)
        .until(() -> a.members().equals(List.of(a.self)) && b.members().equals(List.of(b.self)));
    report("total loss to two views of one", start);
    a.transport.send(b.self, number(1));
    start = System.nanoTime();
    cuts.forEach(cut -> cut.discardAll(false));
    awaitOneView(a, b);
    report("heal to merged view", start);
    assertThat(a.views.getLast().merged()).isTrue();
    assertThat(b.views.getLast().merged()).isTrue();
    a.transport.send(b.self, number(2));
    await().atMost(PATIENCE).until(() -> b.received(a) == 1);
  }

  private void awaitEcho(byte[] frame) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              a.transport.send(CHILD, frame);
              return a.frames.getOrDefault(CHILD, new ArrayDeque<>()).stream()
                  .anyMatch(echo -> Arrays.equals(echo, frame));
            });
  }

  private ChildNode threeMembers() {
    ChildNode child = ChildNode.start(CHILD, addresses.get(2), addresses);
    openTogether(a, b);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> a.members().contains(CHILD) && b.members().contains(CHILD));
    await().atMost(PATIENCE).until(() -> a.members().size() == 3 && b.members().size() == 3);
    return child;
  }

  private void broadcastWhile(AtomicBoolean sending) {
    byte[] frame = new byte[8_192];
    while (sending.get()) {
      a.transport.broadcast(frame);
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
  }

  private int lastFrameAtB() {
    List<byte[]> frames = b.framesOf(a);
    return frames.isEmpty() || frames.getLast().length != 4
        ? 0
        : java.nio.ByteBuffer.wrap(frames.getLast()).getInt();
  }

  private static DISCARD cut(TestNode node) throws Exception {
    DISCARD cut = new DISCARD().discardAll(true);
    node.transport
        .channel()
        .getProtocolStack()
        .insertProtocol(cut, ProtocolStack.Position.ABOVE, TP.class);
    return cut;
  }
}
