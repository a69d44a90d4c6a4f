// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.sketch;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The registers of a HyperLogLog: for each bucket of hashes the greatest rank seen. In blocks, of
 * which a missing one is all zero, so that an update copies little. Immutable.
 */
public final class Ranks {
  private static final int BLOCK = 256;
  private static final int DENSE = BLOCK / 2;
  private static final byte[] ZERO = new byte[0];

  private final int precision;
  private final byte[][] blocks;

  private Ranks(int precision, byte[][] blocks) {
    this.precision = precision;
    this.blocks = blocks;
  }

  static Ranks none(int precision) {
    byte[][] blocks = new byte[Math.max(1, (1 << precision) / BLOCK)][];
    Arrays.fill(blocks, ZERO);
    return new Ranks(precision, blocks);
  }

  /** The one register that a hash raises. */
  static Ranks ofHash(int precision, long hash) {
    Ranks ranks = none(precision);
    int register = register(precision, hash);
    byte[] block = new byte[Math.min(BLOCK, 1 << precision)];
    block[register % BLOCK] = rank(precision, hash);
    ranks.blocks[register / BLOCK] = block;
    return ranks;
  }

  /** The first bits of a hash choose the register. */
  static int register(int precision, long hash) {
    return (int) (hash >>> (64 - precision));
  }

  /** The rank is the number of leading zeros in the other bits, and one. */
  static byte rank(int precision, long hash) {
    return (byte) (Long.numberOfLeadingZeros((hash << precision) | (1L << (precision - 1))) + 1);
  }

  int rankAt(int register) {
    byte[] block = blocks[register / BLOCK];
    return block.length == 0 ? 0 : block[register % BLOCK];
  }

  /** This very object if the other has nothing greater. */
  Ranks join(Ranks other) {
    byte[][] joined = null;
    for (int i = 0; i < blocks.length; i++) {
      byte[] block = other == this ? blocks[i] : greater(blocks[i], other.blocks[i]);
      if (block != blocks[i]) {
        joined = joined == null ? blocks.clone() : joined;
        joined[i] = block;
      }
    }
    return joined == null ? this : new Ranks(precision, joined);
  }

  private static byte[] greater(byte[] mine, byte[] theirs) {
    if (mine.length == 0 || theirs.length == 0) {
      return theirs.length == 0 ? mine : theirs;
    }
    byte[] joined = mine;
    for (int i = 0; i < mine.length; i++) {
      if (theirs[i] > mine[i]) {
        joined = joined == mine ? mine.clone() : joined;
        joined[i] = theirs[i];
      }
    }
    return joined;
  }

  /** How many registers have each rank. */
  int[] histogram() {
    int[] histogram = new int[66];
    for (byte[] block : blocks) {
      for (byte rank : block) {
        histogram[rank]++;
      }
      histogram[0] += block.length == 0 ? Math.min(BLOCK, 1 << precision) : 0;
    }
    return histogram;
  }

  /** Block by block: how many registers are raised, then these one by one, or the whole block. */
  void write(ByteWriter out) {
    for (byte[] block : blocks) {
      int raised = 0;
      for (byte rank : block) {
        raised += rank == 0 ? 0 : 1;
      }
      out.writeVarInt(raised);
      for (int i = 0; i < block.length; i++) {
        if (raised >= DENSE) {
          out.writeByte(block[i]);
        } else if (block[i] != 0) {
          out.writeByte(i).writeByte(block[i]);
        }
      }
    }
  }

  static Ranks read(int precision, ByteReader in) {
    Ranks ranks = none(precision);
    int width = Math.min(BLOCK, 1 << precision);
    for (int i = 0; i < ranks.blocks.length; i++) {
      int raised = in.readVarInt();
      if (raised < 0 || raised > width) {
        throw new MalformedBytes("no ranks: " + raised + " raised in a block of " + width);
      }
      if (raised > 0) {
        ranks.blocks[i] = raised >= DENSE ? dense(in, raised, width) : sparse(in, raised, width);
      }
    }
    return ranks;
  }

  private static byte[] dense(ByteReader in, int raised, int width) {
    byte[] block = in.readRaw(width);
    int count = 0;
    for (byte rank : block) {
      requireRank(rank);
      count += rank == 0 ? 0 : 1;
    }
    if (count != raised) {
      throw new MalformedBytes("no ranks: " + count + " raised instead of " + raised);
    }
    return block;
  }

  private static byte[] sparse(ByteReader in, int raised, int width) {
    byte[] block = new byte[width];
    int previous = -1;
    for (int i = 0; i < raised; i++) {
      int index = in.readUnsignedByte();
      byte rank = in.readByte();
      requireRank(rank);
      if (index <= previous || index >= width || rank == 0) {
        throw new MalformedBytes("no ranks: register " + index + " is empty or out of order");
      }
      block[index] = rank;
      previous = index;
    }
    return block;
  }

  private static void requireRank(byte rank) {
    if (rank < 0 || rank > 64) {
      throw new MalformedBytes("no ranks: " + rank);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ranks that
        && precision == that.precision
        && Arrays.deepEquals(blocks, that.blocks);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(blocks);
  }
}
