// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.causal;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import java.util.Arrays;

/** Sets of positive numbers as flat ascending pairs (after, upTo], never touching each other. */
final class Intervals {
  private Intervals() {}

  static long[] union(long[] left, long[] right) {
    long[] union = new long[left.length + right.length];
    int size = 0;
    int l = 0;
    int r = 0;
    while (l < left.length || r < right.length) {
      boolean takeLeft = r == right.length || (l < left.length && left[l] <= right[r]);
      long after = takeLeft ? left[l] : right[r];
      long upTo = takeLeft ? left[l + 1] : right[r + 1];
      if (takeLeft) {
        l += 2;
      } else {
        r += 2;
      }
      if (size > 0 && after <= union[size - 1]) {
        union[size - 1] = Math.max(union[size - 1], upTo);
      } else {
        union[size++] = after;
        union[size++] = upTo;
      }
    }
    return Arrays.copyOf(union, size);
  }

  /** Differences between neighbours: small numbers. */
  static void write(ByteWriter out, long[] intervals) {
    out.writeVarInt(intervals.length / 2);
    long before = 0;
    for (long bound : intervals) {
      out.writeVarLong(bound - before);
      before = bound;
    }
  }

  static long[] read(ByteReader in) {
    long[] intervals = new long[2 * in.readCount(2)];
    if (intervals.length == 0) {
      throw new MalformedBytes("no intervals: none");
    }
    long before = 0;
    for (int i = 0; i < intervals.length; i++) {
      long difference = in.readVarLong();
      intervals[i] = before + difference;
      if (difference < 0 || (difference == 0 && i > 0) || intervals[i] < before) {
        throw new MalformedBytes("no intervals: bound " + i + " is not above the one before it");
      }
      before = intervals[i];
    }
    return intervals;
  }
}
