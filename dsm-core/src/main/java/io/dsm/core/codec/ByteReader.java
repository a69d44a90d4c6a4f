// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Every length is checked against the bytes that are left
 * before anything is allocated; anything wrong is {@link MalformedBytes}. Not thread-safe; never
 * changes the array.
 */
public final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int position;

  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads the bytes from {@code from} to {@code to}, exclusive. */
  public ByteReader(byte[] bytes, int from, int to) {
    if (from < 0 || to < from || to > bytes.length) {
      throw new MalformedBytes("range " + from + ".." + to + " of " + bytes.length + " bytes");
    }
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  /** Bytes left. */
  public int remaining() {
    return end - position;
  }

  /** Index in the array of the next byte. */
  public int position() {
    return position;
  }

  public byte readByte() {
    need(1);
    return bytes[position++];
  }

  public int readUnsignedByte() {
    return readByte() & 0xFF;
  }

  public boolean readBoolean() {
    int value = readUnsignedByte();
    if (value > 1) {
      throw malformed("a boolean of value " + value);
    }
    return value == 1;
  }

  /** Four bytes. */
  public int readInt() {
    need(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[position++] & 0xFF);
    }
    return value;
  }

  /** Eight bytes. */
  public long readLong() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[position++] & 0xFF);
    }
    return value;
  }

  public int readVarInt() {
    long value = readVarLong();
    if (value < 0 || value > 0xFFFF_FFFFL) {
      throw malformed("a number over 32 bits");
    }
    return (int) value;
  }

  public long readVarLong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        if ((next == 0 && shift > 0) || (shift == 63 && next > 1)) {
          throw malformed("a number not in its shortest form");
        }
        return value;
      }
    }
    throw malformed("a number over 64 bits");
  }

  public long readZigZag() {
    long value = readVarLong();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number of things that take at least {@code bytesEach} bytes, so that all can be there. */
  public int readCount(int bytesEach) {
    long count = readVarLong();
    if (count < 0 || count > remaining() / Math.max(1, bytesEach)) {
      throw malformed("a count of " + Long.toUnsignedString(count));
    }
    return (int) count;
  }

  /** Bytes with their length before them. */
  public byte[] readBytes() {
    return readBytes(Integer.MAX_VALUE);
  }

  /** Bytes with their length, at most {@code maxLength}, before them. */
  public byte[] readBytes(int maxLength) {
    return readRaw(readLength(maxLength));
  }

  /** That many bytes. */
  public byte[] readRaw(int length) {
    need(length);
    byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return copy;
  }

  /** Text with its length in bytes before it. */
  public String readString() {
    return readString(Integer.MAX_VALUE);
  }

  /** Text with its length in bytes, at most {@code maxBytes}, before it. */
  public String readString(int maxBytes) {
    int length = readLength(maxBytes);
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      text = strictly(length);
    }
    position += length;
    return text;
  }

  /** A reader of the next part, written with {@link ByteWriter#beginLength}; moves behind it. */
  public ByteReader readPart() {
    int length = readLength(Integer.MAX_VALUE);
    ByteReader part = new ByteReader(bytes, position, position + length);
    position += length;
    return part;
  }

  public void skip(int length) {
    need(length);
    position += length;
  }

  /** Refuses bytes that nobody read. */
  public void expectEnd() {
    if (remaining() > 0) {
      throw malformed(remaining() + " bytes too many");
    }
  }

  /** Compares two ranges of the array as unsigned bytes. */
  int compare(int from, int to, int otherFrom, int otherTo) {
    return Arrays.compareUnsigned(bytes, from, to, bytes, otherFrom, otherTo);
  }

  private int readLength(int max) {
    long length = readVarLong();
    if (length < 0 || length > Math.min(max, remaining())) {
      throw malformed("a length of " + Long.toUnsignedString(length));
    }
    return (int) length;
  }

  // The lenient decoder replaces bad bytes; only then is it worth asking the strict one.
  private String strictly(int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, position, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedBytes("text at byte " + position + " is not UTF-8", e);
    }
  }

  private void need(int length) {
    if (length < 0 || length > remaining()) {
      throw malformed(length + " bytes wanted");
    }
  }

  private MalformedBytes malformed(String what) {
    return new MalformedBytes(what + " at byte " + position + ", " + remaining() + " left");
  }
}
