// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.types.crdt.element;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.core.codec.ByteReader;
import io.dsm.core.codec.MalformedBytes;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what applications pass into elements and back, within the limits of all CRDTs. */
public final class ElementCodec<E> {

  /** The longest element, key or value: 64 KiB. */
  public static final int ELEMENT_BYTES_MAX = 64 << 10;

  /** What the elements of one CRDT may take when one is added: 4 MiB. */
  public static final int STATE_BYTES_MAX = 4 << 20;

  private final ValueCodec<E> codec;

  public ElementCodec(ValueCodec<E> codec) {
    this.codec = codec;
  }

  /**
   * The element of a value.
   *
   * @throws DsmException.Rejected if it is too long
   */
  public Element element(E value) {
    byte[] bytes = codec.encode(value);
    if (bytes.length > ELEMENT_BYTES_MAX) {
      throw new DsmException.Rejected(
          "an element of "
              + bytes.length
              + " bytes is over the limit of "
              + ELEMENT_BYTES_MAX
              + "; nothing was changed; put large values elsewhere and their names here");
    }
    return new Element(bytes);
  }

  /** The value of an element; null if the codec refuses its bytes. */
  public @Nullable E value(Element element) {
    return element.value(codec);
  }

  /** An immutable set of the values, without those the codec refuses. */
  public Set<E> values(Iterable<Element> elements) {
    Set<E> values = new LinkedHashSet<>();
    for (Element element : elements) {
      E value = value(element);
      if (value != null) {
        values.add(value);
      }
    }
    return Collections.unmodifiableSet(values);
  }

  /**
   * Refuses growth beyond {@link #STATE_BYTES_MAX}.
   *
   * @param weight what the CRDT takes now
   */
  public static void admit(long weight, Element more) {
    if (weight + more.weight() > STATE_BYTES_MAX) {
      throw new DsmException.Rejected(
          "a CRDT of "
              + weight
              + " bytes has no room for an element of "
              + more.weight()
              + " under the limit of "
              + STATE_BYTES_MAX
              + "; nothing was added; remove elements or spread them over several keys");
    }
  }

  /** Reads an element with its length before it. */
  public static Element read(ByteReader in) {
    return new Element(in.readBytes());
  }

  /** Reads an element that must be above the one before it. */
  public static Element readAbove(@Nullable Element previous, ByteReader in) {
    Element element = read(in);
    if (previous != null && previous.compareTo(element) >= 0) {
      throw new MalformedBytes("no elements: one is not above the one before it");
    }
    return element;
  }
}
