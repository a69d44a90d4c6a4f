// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt;

import io.dsm.codec.ValueCodec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An element of a set by its canonical bytes, which all replicas agree upon, also those that run an
 * older version of its class. Remembers the decoded element.
 */
final class Element<E> implements Comparable<Element<E>> {
  private final byte[] bytes;
  private final int hash;
  private volatile @Nullable E decoded;

  Element(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  byte[] bytes() {
    return bytes;
  }

  /** The element; null if the codec refuses the bytes. */
  @Nullable E value(ValueCodec<E> codec) {
    E known = decoded;
    if (known == null) {
      try {
        known = codec.decode(bytes.clone());
      } catch (IllegalArgumentException e) {
        return null;
      }
      decoded = known;
    }
    return known;
  }

  @Override
  public int compareTo(Element<E> other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Element<?> that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    E known = decoded;
    return known == null ? Arrays.toString(bytes) : known.toString();
  }
}
