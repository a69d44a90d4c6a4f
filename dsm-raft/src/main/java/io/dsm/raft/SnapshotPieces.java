// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.raft;

import io.dsm.core.codec.MalformedBytes;
import io.dsm.raft.wire.WireLimits;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chunks of a state machine as pieces that fit into a message: a first piece that says the version,
 * then each chunk cut up, every piece marked whether its chunk goes on. So there is always a piece,
 * even of an empty state, which MicroRaft needs to see a snapshot as complete.
 */
final class SnapshotPieces {

  private static final byte[] VERSION = {'S', 1};
  private static final byte GOES_ON = 0;
  private static final byte ENDS = 1;

  private SnapshotPieces() {}

  static List<byte[]> cut(List<byte[]> chunks) {
    List<byte[]> pieces = new ArrayList<>();
    pieces.add(VERSION.clone());
    for (byte[] chunk : chunks) {
      int from = 0;
      do {
        int to = Math.min(chunk.length, from + WireLimits.PIECE_MAX);
        byte[] piece = new byte[1 + to - from];
        piece[0] = to == chunk.length ? ENDS : GOES_ON;
        System.arraycopy(chunk, from, piece, 1, to - from);
        pieces.add(piece);
        from = to;
      } while (from < chunk.length);
    }
    return pieces;
  }

  static List<byte[]> join(List<byte[]> pieces) {
    if (pieces.isEmpty() || !Arrays.equals(pieces.getFirst(), VERSION)) {
      throw new MalformedBytes("a snapshot of unknown version");
    }
    List<byte[]> chunks = new ArrayList<>();
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    boolean open = false;
    for (byte[] piece : pieces.subList(1, pieces.size())) {
      if (piece.length == 0 || piece[0] > ENDS || piece[0] < GOES_ON) {
        throw new MalformedBytes("a piece of a snapshot without mark");
      }
      chunk.write(piece, 1, piece.length - 1);
      open = piece[0] == GOES_ON;
      if (!open) {
        chunks.add(chunk.toByteArray());
        chunk.reset();
      }
    }
    if (open) {
      throw new MalformedBytes("a snapshot that ends inside a chunk");
    }
    return chunks;
  }
}
