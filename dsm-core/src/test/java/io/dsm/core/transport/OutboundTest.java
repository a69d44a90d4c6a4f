// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Superseded;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.register.Version;
import io.dsm.spi.transport.FrameReceiver;
import io.dsm.spi.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Operations are packed, order is kept, and what waits is bounded. */
class OutboundTest {

  private static final Member SELF = new Member(NodeId.of("self"), new Incarnation(1));
  private static final Tag TAG = new Tag(new CollectionAddress("t", "app", "c"), 1);

  private final List<Message> sent = new ArrayList<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private boolean busy;
  private boolean waits;
  private Runnable free = () -> {};
  private final Outbound outbound =
      new Outbound(new Recorder(), SELF, tasks::add, new Outbound.Limits(0, 200, 2_000));

  private static Operation operation(int size) {
    return new Operation.Join(TAG, "k", new byte[size]);
  }

  @Test
  void neighbouringOperationsTravelInOneFrame() {
    outbound.replicate(1, operation(10), false);
    outbound.replicate(2, operation(10), true);
    outbound.flush();
    assertThat(sent)
        .singleElement()
        .isInstanceOfSatisfying(
            Message.Delta.class,
            delta -> {
              assertThat(delta.first()).isEqualTo(1);
              assertThat(delta.operations()).hasSize(2);
              assertThat(delta.acknowledge()).isTrue();
            });
  }

  @Test
  void aFullFrameLeavesAndAMessageInBetweenKeepsItsPlace() {
    for (int i = 1; i <= 8; i++) {
      outbound.replicate(i, operation(60), false);
    }
    outbound.broadcast(new Message.Goodbye());
    outbound.flush();
    assertThat(sent).hasSize(4);
    assertThat(sent.getLast()).isEqualTo(new Message.Goodbye());
    assertThat(sent.subList(0, 3))
        .extracting(message -> ((Message.Delta) message).first())
        .containsExactly(1L, 4L, 7L);
  }

  @Test
  void whatComesWhileTooMuchWaitsIsDroppedAndCounted() {
    for (int i = 1; i <= 100; i++) {
      outbound.replicate(i, operation(100), false);
    }
    assertThat(outbound.dropped()).isPositive();
    assertThat(outbound.queuedBytes()).isLessThan(2_200);
    assertThat(outbound.isFull()).isTrue();
    tasks.forEach(Runnable::run);
    assertThat(outbound.queuedBytes()).isZero();
    assertThat(outbound.isFull()).isFalse();
    assertThat(outbound.isIdle()).isTrue();
  }

  @Test
  void writesOvertakeWhatRepairHasToSend() {
    Message piece =
        new Message.RangeAnswer(1, 1, new RangeResult.Fetched(List.of(operation(50)), 0));
    outbound.send(SELF, piece);
    outbound.send(SELF, piece);
    outbound.replicate(1, operation(10), false);
    outbound.broadcast(new Message.Goodbye());
    outbound.flush();
    assertThat(sent).hasSize(4);
    assertThat(sent.get(0)).isInstanceOf(Message.Delta.class);
    assertThat(sent.get(1)).isEqualTo(new Message.Goodbye());
    assertThat(sent.get(3)).isInstanceOf(Message.RangeAnswer.class);
  }

  @Test
  void numbersThatDoNotFollowTravelApart() {
    outbound.replicate(1, operation(1), false);
    outbound.replicate(5, operation(1), false);
    outbound.flush();
    assertThat(sent).hasSize(2);
  }

  @Test
  void aFrameThatIsNotFullWaitsWhileTheTransportIsBusyAndLeavesWhenItIsFree() {
    busy = true;
    outbound.replicate(1, operation(10), false);
    run();
    outbound.replicate(2, operation(10), false);
    run();
    assertThat(sent).isEmpty();
    assertThat(outbound.isIdle()).isFalse();

    busy = false;
    free.run();
    assertThat(sent)
        .singleElement()
        .isInstanceOfSatisfying(
            Message.Delta.class, delta -> assertThat(delta.operations()).hasSize(2));
    assertThat(outbound.isIdle()).isTrue();
  }

  @Test
  void aFullFrameDoesNotWaitForTheTransport() {
    busy = true;
    for (int i = 1; i <= 4; i++) {
      outbound.replicate(i, operation(60), false);
    }
    run();
    assertThat(sent).singleElement().isInstanceOf(Message.Delta.class);
    outbound.flush();
    assertThat(sent).hasSize(2);
  }

  @Test
  void whoeverAddedSendsWhatIsShortHimselfAndWakesNobody() {
    boolean[] adding = {true};
    outbound.collectWhile(() -> adding[0]);
    outbound.replicate(1, operation(10), false);
    assertThat(tasks).isEmpty();

    adding[0] = false;
    outbound.relieve();
    assertThat(sent).hasSize(1);
    assertThat(tasks).isEmpty();
  }

  @Test
  void whoeverAddedNeverWaitsForASlowPeer() {
    waits = true;
    outbound.collectWhile(() -> true);
    outbound.replicate(1, operation(10), false);
    outbound.relieve();
    assertThat(sent).isEmpty();

    run();
    assertThat(sent).hasSize(1);
  }

  @Test
  void ofABacklogTheLastWriteOfEachKeyIsSentAndNumbersAreKept() {
    Outbound wide =
        new Outbound(new Recorder(), SELF, tasks::add, new Outbound.Limits(0, 8_192, 4 << 20));
    int count = 4_000;
    for (int i = 1; i <= count; i++) {
      boolean removal = i == 1_000;
      boolean awaited = i == 2_000;
      wide.replicate(i, write("k" + i % 10, i, removal), awaited);
    }
    wide.flush();

    List<Operation> operations = new ArrayList<>();
    for (Message message : sent) {
      Message.Delta delta = (Message.Delta) message;
      assertThat(delta.first()).isEqualTo(operations.size() + 1);
      operations.addAll(delta.operations());
    }
    assertThat(operations).hasSize(count);
    List<Integer> real = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!operations.get(i).equals(Superseded.OPERATION)
          && !(operations.get(i) instanceof Operation.Join)) {
        real.add(i + 1);
      }
    }
    // The first is taken before anyone looks at what waits behind it.
    assertThat(real).startsWith(1, 1_000, 2_000).hasSize(13);
    assertThat(real.subList(3, 13)).containsExactlyElementsOf(range(count - 9, count));
  }

  private void run() {
    List<Runnable> due = List.copyOf(tasks);
    tasks.clear();
    due.forEach(Runnable::run);
  }

  private static List<Integer> range(int from, int through) {
    return IntStream.rangeClosed(from, through).boxed().toList();
  }

  private static Operation write(String key, int counter, boolean removal) {
    Version version = new Version(0, 1, counter, SELF);
    return new Operation.Write(
        TAG,
        key,
        removal ? RegisterRecord.tombstone(version) : RegisterRecord.of(version, new byte[200]));
  }

  private final class Recorder implements Transport {
    @Override
    public boolean isBusy() {
      return busy;
    }

    @Override
    public boolean mayWait() {
      return waits;
    }

    @Override
    public void whenFree(Runnable told) {
      free = told;
    }

    @Override
    public void open(FrameReceiver receiver) {}

    @Override
    public void send(Member target, byte[] frame) {
      sent.add(MessageCodec.decode(frame));
    }

    @Override
    public void broadcast(byte[] frame) {
      sent.add(MessageCodec.decode(frame));
    }

    @Override
    public int frameBytesMax() {
      return 65_536;
    }

    @Override
    public void close() {}
  }
}
