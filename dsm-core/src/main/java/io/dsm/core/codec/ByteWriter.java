// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer. Fixed-width numbers are big-endian, varints are LEB128 in their shortest form,
 * text is UTF-8. Not thread-safe; {@link #reset} makes it usable again without allocation.
 */
public final class ByteWriter {

  /** What a writer holds at most unless told otherwise: 16 MiB. */
  public static final int DEFAULT_LIMIT = 16 << 20;

  private final int limit;
  private byte[] buffer;
  private int size;

  public ByteWriter() {
    this(256, DEFAULT_LIMIT);
  }

  /**
   * A writer of bounded size.
   *
   * @param capacity bytes to begin with
   * @param limit bytes it may grow to; writing more is {@link DsmException.Rejected}
   */
  public ByteWriter(int capacity, int limit) {
    this.buffer = new byte[Math.min(capacity, limit)];
    this.limit = limit;
  }

  /** Bytes written since the beginning or the last {@link #reset}. */
  public int size() {
    return size;
  }

  /** Forgets everything written and keeps the buffer. */
  public ByteWriter reset() {
    size = 0;
    return this;
  }

  /** Forgets what was written after the first {@code newSize} bytes. */
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("cannot truncate " + size + " bytes to " + newSize);
    }
    size = newSize;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
  }

  public ByteWriter writeByte(int value) {
    reserve(1);
    buffer[size++] = (byte) value;
    return this;
  }

  public ByteWriter writeBoolean(boolean value) {
    return writeByte(value ? 1 : 0);
  }

  /** Four bytes. */
  public ByteWriter writeInt(int value) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** Eight bytes. */
  public ByteWriter writeLong(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** One to five bytes; small for small unsigned numbers. */
  public ByteWriter writeVarInt(int value) {
    return writeVarLong(value & 0xFFFF_FFFFL);
  }

  /** One to ten bytes; small for small unsigned numbers. */
  public ByteWriter writeVarLong(long value) {
    reserve(varLongSize(value));
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
    return this;
  }

  /** One to ten bytes; small for numbers near zero, also negative ones. */
  public ByteWriter writeZigZag(long value) {
    return writeVarLong((value << 1) ^ (value >> 63));
  }

  /** Bytes with their length before them. */
  public ByteWriter writeBytes(byte[] bytes) {
    return writeVarInt(bytes.length).writeRaw(bytes);
  }

  /** Bytes as they are, without length. */
  public ByteWriter writeRaw(byte[] bytes) {
    return writeRaw(bytes, 0, bytes.length);
  }

  public ByteWriter writeRaw(byte[] bytes, int from, int length) {
    reserve(length);
    System.arraycopy(bytes, from, buffer, size, length);
    size += length;
    return this;
  }

  /** Text with its length in bytes before it. */
  public ByteWriter writeString(String text) {
    if (writeAscii(text)) {
      return this;
    }
    refuseLoneSurrogates(text);
    return writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes most texts there are, in one pass and without a copy; false if it is another one. */
  private boolean writeAscii(String text) {
    int length = text.length();
    int prefix = varLongSize(length);
    reserve(prefix + length);
    byte[] to = buffer;
    int at = size + prefix;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return false;
      }
      to[at + i] = (byte) c;
    }
    writeVarInt(length);
    size += length;
    return true;
  }

  /** Begins a part whose length is written before it; end it with {@link #endLength}. */
  public int beginLength() {
    writeByte(0);
    return size;
  }

  /** Ends the part that {@code begin} of {@link #beginLength} began. */
  public void endLength(int begin) {
    int length = size - begin;
    int prefix = varLongSize(length);
    reserve(prefix - 1);
    System.arraycopy(buffer, begin, buffer, begin + prefix - 1, length);
    size = begin - 1;
    writeVarInt(length);
    size += length;
  }

  private static int varLongSize(long value) {
    return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
  }

  private void reserve(int more) {
    long wanted = (long) size + more;
    if (wanted > buffer.length) {
      grow(wanted, more);
    }
  }

  private void grow(long wanted, int more) {
    if (wanted > limit) {
      throw new DsmException.Rejected(
          "an encoding of more than "
              + limit
              + " bytes is not allowed ("
              + size
              + " written, "
              + more
              + " more asked for); nothing was sent or stored; make the value smaller");
    }
    buffer = Arrays.copyOf(buffer, (int) Math.max(wanted, Math.min(buffer.length * 2L, limit)));
  }

  // String.getBytes turns a lone surrogate into '?', so two texts would share one encoding.
  private static void refuseLoneSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          throw new DsmException.Rejected(
              "text with an unpaired surrogate at index "
                  + i
                  + " has no UTF-8 form; the value was not written; correct the text");
        }
        i++;
      }
    }
  }
}
