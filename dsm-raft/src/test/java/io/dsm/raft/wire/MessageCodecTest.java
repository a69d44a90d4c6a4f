// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.cluster.NodeId;
import io.dsm.core.codec.MalformedBytes;
import io.microraft.model.message.AppendEntriesRequest;
import io.microraft.model.message.RaftMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages of every kind on the wire, whole and damaged. */
class MessageCodecTest {

  private static final VoterEndpoint TARGET = Samples.at(NodeId.of("target"));

  @Test
  void everyKindOfMessageComesBackAsItWasSent() {
    Set<MessageCodec.Kind> seen = EnumSet.noneOf(MessageCodec.Kind.class);
    for (long seed = 0; seed < 20; seed++) {
      for (RaftMessage message : new Samples(seed).all()) {
        byte[] bytes = encode(message);
        RaftMessage back = decode(bytes);

        assertThat(encode(back)).as("seed %d", seed).isEqualTo(bytes);
        assertThat(back).as("seed %d", seed).usingRecursiveComparison().isEqualTo(message);
        seen.add(MessageCodec.Kind.of(message));
      }
    }

    assertThat(seen).containsExactlyInAnyOrder(MessageCodec.Kind.values());
  }

  @Test
  void everyTruncationIsRefusedAsMalformed() {
    for (RaftMessage message : new Samples(1).all()) {
      byte[] bytes = encode(message);
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = Arrays.copyOf(bytes, length);
        assertThatThrownBy(() -> decode(cut)).isInstanceOf(MalformedBytes.class);
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      assertThatThrownBy(() -> decode(longer)).isInstanceOf(MalformedBytes.class);
    }
  }

  @Test
  void mutatedBytesAreAMessageOrMalformedAndNothingElse() {
    int decoded = 0;
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      for (RaftMessage message : new Samples(seed).all()) {
        byte[] bytes = encode(message);
        for (int hit = 0; hit <= random.nextInt(4); hit++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        decoded += isMessage(seed, bytes) ? 1 : 0;
      }
    }

    assertThat(decoded).isPositive();
  }

  private static boolean isMessage(long seed, byte[] bytes) {
    try {
      // What is accepted has a canonical form, so nothing was made up on the way.
      return encode(decode(bytes)).length > 0;
    } catch (MalformedBytes e) {
      return false;
    } catch (RuntimeException e) {
      throw new AssertionError("seed " + seed + " gave " + e, e);
    }
  }

  @Test
  void anotherVersionAndAnUnknownKindAreRefused() {
    byte[] bytes = encode(new Samples(1).all().get(0));
    byte[] version = bytes.clone();
    version[0] = 3;
    byte[] kind = bytes.clone();
    kind[1] = 11;

    assertThatThrownBy(() -> decode(version)).hasMessageContaining("version 3");
    assertThatThrownBy(() -> decode(kind)).hasMessageContaining("unknown kind 11");
  }

  @Test
  void entriesBeyondTheBudgetAreLeftToTheNextMessage() {
    List<io.microraft.model.log.LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      entries.add(Samples.entry(11 + i, new Operation.Command(new byte[10_000])));
    }
    byte[] bytes = encode(Samples.append(10, entries));
    var back = (AppendEntriesRequest) decode(bytes);

    assertThat(bytes.length).isLessThanOrEqualTo(WireLimits.ENTRIES_BUDGET + 100);
    assertThat(back.getLogEntries()).hasSizeBetween(20, 30);
    assertThat(back.getLogEntries().getLast().getIndex())
        .isEqualTo(10 + back.getLogEntries().size());
  }

  @Test
  void theLargestCommandFitsIntoAMessage() {
    Object largest = new Operation.Command(new byte[WireLimits.COMMAND_MAX]);
    var entries = List.of(Samples.entry(11, largest), Samples.entry(12, largest));
    byte[] bytes = encode(Samples.append(10, entries));
    var back = (AppendEntriesRequest) decode(bytes);

    assertThat(bytes.length).isLessThanOrEqualTo(WireLimits.MESSAGE_MAX);
    assertThat(back.getLogEntries()).hasSize(1);
  }

  @Test
  void entriesWhoseTermsFallAreRefused() {
    var low = LogCodec.model().createLogEntryBuilder().setIndex(11).setTerm(3);
    var message = Samples.append(10, List.of(low.setOperation(new Operation.NewTerm()).build()));

    assertThatThrownBy(() -> decode(encode(message))).isInstanceOf(MalformedBytes.class);
  }

  @Test
  void theAddressComesBackWithTheMessage() {
    RaftMessage message = new Samples(1).all().get(0);
    Letter letter = MessageCodec.decode(Samples.SENDER, encode(message));

    assertThat(letter.group()).isEqualTo(-7);
    assertThat(letter.to()).isEqualTo(VoterEndpoint.idOf(TARGET).memory());
  }

  private static byte[] encode(RaftMessage message) {
    return MessageCodec.encode(-7, TARGET, message);
  }

  private static RaftMessage decode(byte[] bytes) {
    return MessageCodec.decode(Samples.SENDER, bytes).message();
  }
}
