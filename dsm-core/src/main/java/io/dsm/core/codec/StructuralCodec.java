// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import java.time.DateTimeException;

/** A codec derived from a type: one byte of format version, then the value. */
record StructuralCodec<V>(String typeName, Part root) implements ValueCodec<V> {
  private static final int FORMAT = 1;

  @Override
  public byte[] encode(V value) {
    ByteWriter out = new ByteWriter(128, Codecs.MAX_BYTES);
    out.writeByte(FORMAT);
    try {
      root.write(out, value, 0);
    } catch (ClassCastException e) {
      throw new DsmException.Rejected(
          "a "
              + value.getClass().getName()
              + " is not what was declared, "
              + typeName
              + "; the value was not written; declare the type it has",
          e);
    }
    return out.toByteArray();
  }

  @Override
  @SuppressWarnings("unchecked") // the plan was made from the type of the values
  public V decode(byte[] bytes) {
    if (bytes.length > Codecs.MAX_BYTES) {
      throw new MalformedBytes(bytes.length + " bytes are too many for a " + typeName);
    }
    ByteReader in = new ByteReader(bytes);
    int format = in.readUnsignedByte();
    if (format != FORMAT) {
      throw new MalformedBytes("format " + format + " of " + typeName + " is unknown");
    }
    try {
      V value = (V) root.read(in, 0);
      in.expectEnd();
      return value;
    } catch (MalformedBytes e) {
      throw e;
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new MalformedBytes("no " + typeName + ": " + e.getMessage(), e);
    }
  }
}
