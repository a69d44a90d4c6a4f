// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dsm.core.codec.MalformedBytes;
import io.dsm.raft.wire.WireLimits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Snapshots as pieces of a message's size. */
class SnapshotPiecesTest {

  @Test
  void chunksOfAnySizeComeBack() {
    Random random = new Random(1);
    byte[] large = new byte[3 * WireLimits.PIECE_MAX + 5];
    byte[] exact = new byte[WireLimits.PIECE_MAX];
    random.nextBytes(large);
    random.nextBytes(exact);
    List<byte[]> chunks = List.of(new byte[0], large, new byte[] {1}, exact);
    List<byte[]> pieces = SnapshotPieces.cut(chunks);

    assertThat(pieces).hasSize(1 + 1 + 4 + 1 + 1);
    assertThat(pieces).allSatisfy(p -> assertThat(p.length).isLessThan(WireLimits.PIECE_MAX + 2));
    assertThat(SnapshotPieces.join(pieces)).containsExactlyElementsOf(chunks);
  }

  @Test
  void anEmptyStateStillHasAPiece() {
    assertThat(SnapshotPieces.cut(List.of())).hasSize(1);
    assertThat(SnapshotPieces.join(SnapshotPieces.cut(List.of()))).isEmpty();
  }

  @Test
  void aSnapshotOfAnotherVersionOrWithoutItsEndIsRefused() {
    List<byte[]> pieces = SnapshotPieces.cut(List.of(new byte[2 * WireLimits.PIECE_MAX]));

    assertThatThrownBy(() -> SnapshotPieces.join(pieces.subList(0, 2)))
        .isInstanceOf(MalformedBytes.class);
    assertThatThrownBy(() -> SnapshotPieces.join(pieces.subList(1, 3)))
        .isInstanceOf(MalformedBytes.class);
    assertThatThrownBy(() -> SnapshotPieces.join(List.of())).isInstanceOf(MalformedBytes.class);
  }
}
