// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.cluster.Member;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import io.dsm.crdt.VersionVector;
import io.dsm.register.Version;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StampBytesTest {
  private static final Member A = HybridClockTest.member("node-a", 3);
  private static final Member B = HybridClockTest.member("node-b", Long.MAX_VALUE);

  @Test
  void aVersionComesBackAsItWas() {
    Version version = new Version(1, 1_790_000_000_000L, Integer.MAX_VALUE, B);
    ByteWriter out = new ByteWriter();
    Versions.write(out, version);

    ByteReader in = new ByteReader(out.toByteArray());

    assertThat(Versions.read(in)).isEqualTo(version);
    in.expectEnd();
  }

  @Test
  void aStampIsSmallAndTakesItsOriginFromTheMessage() {
    Version version = new Version(0, 1_790_000_000_000L, 5, A);
    ByteWriter out = new ByteWriter();
    Versions.writeStamp(out, version);

    assertThat(out.size()).isLessThan(10);
    assertThat(Versions.readStamp(new ByteReader(out.toByteArray()), A)).isEqualTo(version);
  }

  @Test
  void aVectorComesBackAsItWas() {
    VersionVector vector = new VersionVector(Map.of(A, 17L, B, 1L << 40));
    ByteWriter out = new ByteWriter();
    Vectors.write(out, vector);

    assertThat(Vectors.read(new ByteReader(out.toByteArray()))).isEqualTo(vector);
  }

  @Test
  void aVectorOutOfOrderIsMalformed() {
    ByteWriter out = new ByteWriter().writeVarInt(2);
    Members.write(out, B);
    out.writeVarLong(1);
    Members.write(out, A);
    out.writeVarLong(1);

    assertThatThrownBy(() -> Vectors.read(new ByteReader(out.toByteArray())))
        .isInstanceOf(MalformedBytes.class);
  }

  @Test
  void anIllegalMemberIsMalformed() {
    ByteWriter space = new ByteWriter().writeString("no space").writeVarLong(1);
    ByteWriter unborn = new ByteWriter().writeString("a").writeVarLong(0);

    assertThatThrownBy(() -> Members.read(new ByteReader(space.toByteArray())))
        .isInstanceOf(MalformedBytes.class)
        .hasMessageContaining("no space");
    assertThatThrownBy(() -> Members.read(new ByteReader(unborn.toByteArray())))
        .isInstanceOf(MalformedBytes.class);
  }
}
