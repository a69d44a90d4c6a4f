// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.DsmException;
import io.dsm.core.types.Seeded;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ByteReaderTest {

  @Test
  void everythingComesBackAsItWasWritten() {
    Seeded.run(
        2_000,
        random -> {
          long number = random.nextLong() >> random.nextInt(64);
          byte[] raw = new byte[random.nextInt(300)];
          random.nextBytes(raw);
          ByteWriter out = new ByteWriter(1, 10_000);
          out.writeByte(7).writeBoolean(true).writeInt((int) number).writeLong(number);
          out.writeVarInt((int) number).writeVarLong(number).writeZigZag(number);
          int begin = out.beginLength();
          out.writeBytes(raw).writeString("grün \uD83D\uDE00");
          out.endLength(begin);

          ByteReader in = new ByteReader(out.toByteArray());
          assertThat(in.readByte()).isEqualTo((byte) 7);
          assertThat(in.readBoolean()).isTrue();
          assertThat(in.readInt()).isEqualTo((int) number);
          assertThat(in.readLong()).isEqualTo(number);
          assertThat(in.readVarInt()).isEqualTo((int) number);
          assertThat(in.readVarLong()).isEqualTo(number);
          assertThat(in.readZigZag()).isEqualTo(number);
          ByteReader part = in.readPart();
          assertThat(part.readBytes()).isEqualTo(raw);
          assertThat(part.readString()).isEqualTo("grün \uD83D\uDE00");
          part.expectEnd();
          in.expectEnd();
        });
  }

  @Test
  void aWriterCanBeUsedAgain() {
    ByteWriter out = new ByteWriter().writeString("first");
    out.reset().writeByte(1);

    assertThat(out.toByteArray()).containsExactly(1);
    out.writeByte(2).truncate(1);
    assertThat(out.size()).isEqualTo(1);
  }

  @Test
  void aLengthBeyondTheBytesIsRefusedBeforeAllocation() {
    byte[] claimed = new ByteWriter().writeVarInt(Integer.MAX_VALUE).writeByte(0).toByteArray();

    malformed(() -> new ByteReader(claimed).readBytes());
    malformed(() -> new ByteReader(claimed).readString());
    malformed(() -> new ByteReader(claimed).readPart());
    malformed(() -> new ByteReader(claimed).readCount(1));
    malformed(() -> new ByteReader(claimed).readRaw(-1));
  }

  @Test
  void aLengthAboveTheLimitIsRefusedThoughTheBytesAreThere() {
    byte[] bytes = new ByteWriter().writeBytes(new byte[100]).toByteArray();

    malformed(() -> new ByteReader(bytes).readBytes(99));
    assertThat(new ByteReader(bytes).readBytes(100)).hasSize(100);
  }

  @Test
  void anOverlongNumberIsRefusedBecauseThereIsOneEncoding() {
    malformed(() -> new ByteReader(new byte[] {(byte) 0x81, 0}).readVarLong());
    malformed(
        () -> new ByteReader(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, 2}).readVarLong());
    malformed(() -> new ByteReader(new byte[] {-1, -1, -1, -1, -1, 1}).readVarInt());
    malformed(() -> new ByteReader(new byte[] {2}).readBoolean());
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    malformed(() -> new ByteReader(new byte[] {2, (byte) 0xC0, (byte) 0x80}).readString());
    assertThat(new ByteReader(new ByteWriter().writeString("\uFFFD").toByteArray()).readString())
        .isEqualTo("\uFFFD");
  }

  @Test
  void textWithALoneSurrogateIsRejectedNotChanged() {
    assertThatThrownBy(() -> new ByteWriter().writeString("a\uD800"))
        .isInstanceOf(DsmException.Rejected.class);
  }

  @Test
  void aWriterDoesNotGrowBeyondItsLimit() {
    ByteWriter out = new ByteWriter(16, 100);

    assertThatThrownBy(() -> out.writeRaw(new byte[200]))
        .isInstanceOf(DsmException.Rejected.class)
        .hasMessageContaining("100 bytes");
  }

  @Test
  void readingBeyondTheEndIsMalformed() {
    ByteReader in = new ByteReader(new byte[] {1, 2, 3});

    malformed(in::readInt);
    malformed(in::readLong);
    malformed(() -> new ByteReader(new byte[0]).readByte());
    malformed(in::expectEnd);
  }

  private static void malformed(ThrowingCallable reading) {
    assertThatThrownBy(reading).isInstanceOf(MalformedBytes.class);
  }
}
