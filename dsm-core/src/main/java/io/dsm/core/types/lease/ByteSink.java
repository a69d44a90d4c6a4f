// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.lease;

import io.dsm.CollectionAddress;
import io.dsm.cluster.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Consumer;

/** Writes the canonical binary form of things. Big-endian; lengths before contents. */
public final class ByteSink {

  private byte[] bytes;
  private int size;

  public ByteSink() {
    this(128);
  }

  /** A sink that need not grow for so many bytes. */
  public ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  public ByteSink byteOf(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  public ByteSink intOf(int value) {
    reserve(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  public ByteSink longOf(long value) {
    return intOf((int) (value >>> 32)).intOf((int) value);
  }

  public ByteSink blob(byte[] value) {
    return intOf(value.length).raw(value);
  }

  public ByteSink text(String value) {
    return blob(value.getBytes(StandardCharsets.UTF_8));
  }

  public ByteSink address(CollectionAddress address) {
    return text(address.tenantId()).text(address.applicationId()).text(address.collectionId());
  }

  public ByteSink member(Member member) {
    return text(member.node().value()).longOf(member.incarnation().value());
  }

  /** The count, then each element. */
  public <T> ByteSink each(Collection<T> elements, Consumer<T> writer) {
    intOf(elements.size());
    elements.forEach(writer);
    return this;
  }

  /** Bytes without a length before them. */
  public ByteSink raw(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  public int size() {
    return size;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
