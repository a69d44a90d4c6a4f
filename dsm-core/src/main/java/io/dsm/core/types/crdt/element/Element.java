// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.element;

import io.dsm.codec.ValueCodec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An element by its canonical bytes, which all replicas agree upon, also those that run an older
 * version of its class. Remembers the decoded element.
 */
public final class Element implements Comparable<Element> {
  private final byte[] bytes;
  // The first eight bytes: most comparisons need no more.
  private final long prefix;
  private volatile @Nullable Object decoded;

  /** Takes over {@code bytes}. */
  public Element(byte[] bytes) {
    this.bytes = bytes;
    long first = 0;
    for (int i = 0; i < 8; i++) {
      first = (first << 8) | (i < bytes.length ? bytes[i] & 0xFF : 0);
    }
    this.prefix = first;
  }

  /** Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** About how many bytes it takes, its dot included. */
  public int weight() {
    return bytes.length + 8;
  }

  /** The element; null if the codec refuses the bytes. Of one codec for the life of this. */
  @SuppressWarnings("unchecked") // elements of one CRDT have one codec
  <E> @Nullable E value(ValueCodec<E> codec) {
    Object known = decoded;
    if (known == null) {
      try {
        known = codec.decode(bytes.clone());
      } catch (IllegalArgumentException e) {
        return null;
      }
      decoded = known;
    }
    return (E) known;
  }

  @Override
  public int compareTo(Element other) {
    return prefix == other.prefix
        ? Arrays.compareUnsigned(bytes, other.bytes)
        : Long.compareUnsigned(prefix, other.prefix);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Element that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    Object known = decoded;
    return known == null ? Arrays.toString(bytes) : known.toString();
  }
}
