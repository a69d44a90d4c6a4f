// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.transport;

import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.ByteWriter;
import io.dsm.core.codec.MalformedBytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts frames that are too large for the transport, and puts them together again. Frames of a
 * sender come in order, though some may be missing: then the rest of that frame is dropped.
 */
final class Fragments {

  /** Message types end below this number. */
  static final int FRAGMENT = 64;

  /** Largest frame that is put together. */
  static final int WHOLE_BYTES_MAX = ByteWriter.DEFAULT_LIMIT + 1024;

  private static final int HEADER_BYTES = 32;

  private long frames;

  /** The frame itself if it fits, else its fragments. Not thread-safe. */
  List<byte[]> split(byte[] frame, int lane, int bytesMax) {
    if (frame.length <= bytesMax) {
      return List.of(frame);
    }
    frames++;
    int payload = bytesMax - HEADER_BYTES;
    int count = (frame.length + payload - 1) / payload;
    List<byte[]> fragments = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = i * payload;
      int length = Math.min(payload, frame.length - from);
      ByteWriter out = new ByteWriter(length + HEADER_BYTES, bytesMax);
      out.writeByte(MessageCodec.PROTOCOL).writeByte(FRAGMENT).writeByte(lane);
      out.writeVarLong(frames).writeVarInt(i).writeVarInt(frame.length);
      fragments.add(out.writeRaw(frame, from, length).toByteArray());
    }
    return fragments;
  }

  static boolean isFragment(byte[] frame) {
    return frame.length > 2 && frame[0] == MessageCodec.PROTOCOL && frame[1] == FRAGMENT;
  }

  /** Fragments of one frame of one sender on one lane. Not thread-safe. */
  static final class Assembly {
    private long frame = -1;
    private int next;
    private byte[] whole = new byte[0];
    private int filled;

    /** Takes one fragment; returns the whole frame if it was the last one. */
    byte @Nullable [] accept(byte[] fragment) {
      ByteReader in = new ByteReader(fragment);
      in.skip(3);
      long number = in.readVarLong();
      int index = in.readVarInt();
      int total = in.readVarInt();
      if (total <= 0 || total > WHOLE_BYTES_MAX || in.remaining() == 0) {
        throw new MalformedBytes("a fragment of a frame of " + total + " bytes");
      }
      if (index == 0) {
        begin(number, total);
      }
      if (number != frame || index != next || whole.length != total) {
        clear();
        return null;
      }
      byte[] part = in.readRaw(in.remaining());
      if (part.length > total - filled) {
        clear();
        throw new MalformedBytes("fragments of more than the " + total + " bytes announced");
      }
      append(part, total);
      next++;
      if (filled < total) {
        return null;
      }
      byte[] complete = whole;
      clear();
      return complete;
    }

    private void begin(long number, int total) {
      frame = number;
      next = 0;
      filled = 0;
      whole = new byte[total];
    }

    private void append(byte[] part, int total) {
      System.arraycopy(part, 0, whole, filled, part.length);
      filled += part.length;
    }

    private void clear() {
      frame = -1;
      next = 0;
      filled = 0;
      whole = new byte[0];
    }
  }
}
