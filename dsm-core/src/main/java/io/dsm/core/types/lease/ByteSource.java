// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.CollectionAddress;
import io.dsm.DsmException;
import io.dsm.cluster.Incarnation;
import io.dsm.cluster.Member;
import io.dsm.cluster.NodeId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Reads what {@link ByteSink} wrote. Every limit is checked before memory is taken; anything else
 * raises {@link IllegalArgumentException}.
 */
public final class ByteSource {

  private final byte[] bytes;
  private int at;

  public ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Runs a reader; every way in which bytes can be wrong comes out as one exception. */
  public static <T> T decoding(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (DsmException.Rejected illegalName) {
      throw new IllegalArgumentException(illegalName.getMessage(), illegalName);
    }
  }

  public int byteOf() {
    require(1);
    return bytes[at++] & 0xff;
  }

  public int intOf() {
    require(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | (bytes[at++] & 0xff);
    }
    return value;
  }

  public long longOf() {
    long high = intOf();
    return high << 32 | (intOf() & 0xffff_ffffL);
  }

  public byte[] blob(int max) {
    int length = count(max);
    require(length);
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  public String text(int max) {
    int length = count(max);
    require(length);
    for (int i = at; i < at + length; i++) {
      if (bytes[i] < 0) {
        return decoded(length);
      }
    }
    // Almost all texts are ASCII, which needs no decoder.
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
  }

  private String decoded(int length) {
    at += length;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, at - length, length))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw new IllegalArgumentException("text is not UTF-8", malformed);
    }
  }

  public CollectionAddress address() {
    return new CollectionAddress(text(64), text(64), text(64));
  }

  public Member member() {
    return new Member(NodeId.of(text(64)), new Incarnation(longOf()));
  }

  /** A count, then that many elements. */
  public <T> List<T> each(int max, Supplier<T> reader) {
    int count = count(max);
    List<T> elements = new ArrayList<>(Math.min(count, bytes.length - at));
    for (int i = 0; i < count; i++) {
      elements.add(reader.get());
    }
    return elements;
  }

  public boolean hasMore() {
    return at < bytes.length;
  }

  /** Everything not yet read. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, at, bytes.length);
    at = bytes.length;
    return rest;
  }

  /** Refuses what is left over: a canonical form ends where its content ends. */
  public <T> T end(T value) {
    if (hasMore()) {
      throw new IllegalArgumentException((bytes.length - at) + " bytes too many");
    }
    return value;
  }

  private int count(int max) {
    int count = intOf();
    if (count < 0 || count > max) {
      throw new IllegalArgumentException("length " + count + " is not between 0 and " + max);
    }
    return count;
  }

  private void require(int count) {
    if (bytes.length - at < count) {
      throw new IllegalArgumentException("ends early at byte " + at);
    }
  }
}
