// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.core.repair.digest.Range;
import io.dsm.core.replication.Declaration;
import io.dsm.core.replication.Operation;
import io.dsm.core.replication.Stability;
import io.dsm.core.replication.Tag;
import io.dsm.core.types.register.RegisterRecord;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every message comes back as it was; nothing else is ever believed. */
class MessageCodecTest {

  private static final Member A = new Member(NodeId.of("a"), new Incarnation(7));
  private static final Member B = new Member(NodeId.of("b"), new Incarnation(9));
  private static final CollectionAddress ADDRESS = new CollectionAddress("t", "app", "c");
  private static final Tag TAG = new Tag(ADDRESS, 42);
  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation.Write(
              TAG, "k", RegisterRecord.of(new Version(0, 5, 1, A), new byte[] {1, 2})),
          new Operation.Write(TAG, "l", RegisterRecord.tombstone(new Version(0, 6, 0, B))),
          new Operation.Write(
              TAG, "m", RegisterRecord.expiring(new Version(1, 7, 0, A), new byte[0], 99)));

  private static final List<Message> MESSAGES =
      List.of(
          new Message.Delta(A, 3, OPERATIONS, true),
          new Message.Digest(-5, 17),
          new Message.Digest(-5, 17, new Stability.Progress(3, 1_700_000_000_000L, 5, -6)),
          new Message.Vector(new VersionVector(Map.of(A, 3L, B, 9L)), true, false),
          new Message.Fingerprints(Map.of(TAG, -1L)),
          new Message.Ack(12),
          new Message.Schema(List.of(new Declaration(ADDRESS, "c/v1", "register"))),
          new Message.RepairAdvised(),
          new Message.KnowledgeAsk(),
          new Message.Knowledge(new VersionVector(Map.of(A, 3L)), true, false),
          ask(new RangeQuery.Open(List.of(ADDRESS))),
          ask(new RangeQuery.Compare(TAG, List.of(Range.ALL, new Range(7, 4), new Range(2, 4)))),
          ask(new RangeQuery.Fetch(TAG, new Range(65_535, 16), -1)),
          ask(
              new RangeQuery.Exchange(
                  TAG,
                  List.of(
                      new RangeQuery.Item(new Range(1, 4), -7, true, new Version(0, 5, 1, A)),
                      new RangeQuery.Item(new Range(1, 4), 8, true, null),
                      new RangeQuery.Item(new Range(9, 8), 9, false, null)))),
          ask(new RangeQuery.Push(OPERATIONS)),
          ask(new RangeQuery.Close(new VersionVector(Map.of(A, 1L)), List.of(ADDRESS))),
          answer(
              new RangeResult.Opened(
                  new VersionVector(Map.of(A, 1L)), List.of(new RangeResult.Summary(TAG, 3, -4)))),
          answer(new RangeResult.Busy()),
          answer(new RangeResult.Fetched(OPERATIONS, 5)),
          answer(new RangeResult.Exchanged(OPERATIONS, 3, List.of(0, 2))),
          answer(new RangeResult.Pushed(true)),
          answer(new RangeResult.Closed()),
          new Message.Goodbye());

  @Test
  void everyMessageComesBackAsItWas() {
    for (Message message : MESSAGES) {
      assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
    }
  }

  @Test
  void opaqueBytesComeBackAsTheyWere() {
    Message consensus = new Message.Consensus(new byte[] {1, 2, 3});
    assertThat(MessageCodec.decode(MessageCodec.encode(consensus)))
        .isInstanceOfSatisfying(
            Message.Consensus.class, m -> assertThat(m.payload()).containsExactly(1, 2, 3));
    Message join =
        new Message.Delta(A, 1, List.of(new Operation.Join(TAG, "k", new byte[9])), false);
    assertThat(MessageCodec.encode(MessageCodec.decode(MessageCodec.encode(join))))
        .isEqualTo(MessageCodec.encode(join));
  }

  @Test
  void numbersOfRangesComeBackAsTheyWere() {
    Message compared =
        answer(
            new RangeResult.Compared(
                List.of(
                    new RangeResult.Sums(new int[Range.FANOUT]),
                    new RangeResult.Entries(new int[] {1, -2}, new int[] {3, 4}),
                    new RangeResult.Entries(new int[0], new int[0]))));
    byte[] bytes = MessageCodec.encode(compared);
    assertThat(MessageCodec.encode(MessageCodec.decode(bytes))).isEqualTo(bytes);
  }

  @Test
  void entriesThatDoNotMatchTheirChecksumAreRefused() {
    byte[] frame = MessageCodec.encode(answer(new RangeResult.Fetched(OPERATIONS, 5)));
    frame[frame.length - 1] ^= 1;
    assertThatThrownBy(() -> MessageCodec.decode(frame))
        .isInstanceOf(MalformedBytes.class)
        .hasMessageContaining("checksum");
  }

  private static Message ask(RangeQuery query) {
    return new Message.RangeAsk(-4, 3, query);
  }

  private static Message answer(RangeResult result) {
    return new Message.RangeAnswer(-4, 3, result);
  }

  @Test
  void aFrameOfAnotherProtocolVersionIsRefusedByName() {
    byte[] frame = MessageCodec.encode(new Message.Digest(1, 1));
    frame[0] = 2;
    assertThatThrownBy(() -> MessageCodec.decode(frame))
        .isInstanceOf(MalformedBytes.class)
        .hasMessageContaining("protocol version 2");
  }

  @Test
  void aFrameCutAnywhereIsRefused() {
    for (Message message : MESSAGES) {
      byte[] frame = MessageCodec.encode(message);
      for (int length = 0; length < frame.length; length++) {
        byte[] cut = Arrays.copyOf(frame, length);
        assertThatThrownBy(() -> MessageCodec.decode(cut)).isInstanceOf(MalformedBytes.class);
      }
    }
  }

  @Test
  void damagedFramesAreRefusedOrReadButNeverFailOtherwise() {
    Random random = new Random(11);
    for (int i = 0; i < 200_000; i++) {
      byte[] frame = MessageCodec.encode(MESSAGES.get(random.nextInt(MESSAGES.size())));
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        frame[random.nextInt(frame.length)] = (byte) random.nextInt();
      }
      try {
        MessageCodec.decode(frame);
      } catch (MalformedBytes expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void aLargeFrameTravelsInFragments() {
    byte[] frame = new byte[300_000];
    new Random(1).nextBytes(frame);
    Reassembly reassembly = new Reassembly();
    List<byte[]> fragments = new Fragments().split(frame, 0, 65_536);
    assertThat(fragments).hasSize(5).allSatisfy(f -> assertThat(f.length).isLessThan(65_537));
    byte[] whole = null;
    for (byte[] fragment : fragments) {
      assertThat(whole).isNull();
      whole = reassembly.accept(A, fragment);
    }
    assertThat(whole).isEqualTo(frame);
  }

  @Test
  void aFrameWithAMissingFragmentIsDroppedAndTheNextOneComesThrough() {
    Fragments sender = new Fragments();
    Reassembly reassembly = new Reassembly();
    List<byte[]> broken = sender.split(new byte[200_000], 0, 65_536);
    List<byte[]> sound = sender.split(new byte[100_000], 0, 65_536);
    assertThat(reassembly.accept(A, broken.get(0))).isNull();
    assertThat(reassembly.accept(A, broken.get(2))).isNull();
    assertThat(reassembly.accept(A, broken.get(3))).isNull();
    assertThat(reassembly.accept(A, sound.get(0))).isNull();
    assertThat(reassembly.accept(A, sound.get(1))).hasSize(100_000);
  }
}
