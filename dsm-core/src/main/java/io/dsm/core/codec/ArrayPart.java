// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import java.lang.reflect.Array;
import java.util.List;

/** An array: its length, then its components, none of them null. */
record ArrayPart(Class<?> componentType, Part component) implements Part {

  static ArrayPart of(Class<?> arrayType, Part component) {
    return new ArrayPart(arrayType.getComponentType(), component);
  }

  @Override
  public void write(ByteWriter out, Object value, int depth) {
    int length = Array.getLength(value);
    int inner = Depth.written(depth);
    out.writeVarInt(length);
    for (int i = 0; i < length; i++) {
      component.write(out, Containers.notNull(Array.get(value, i)), inner);
    }
  }

  @Override
  public Object read(ByteReader in, int depth) {
    List<?> components = (List<?>) new Containers.OfList(component).read(in, depth);
    Object array = Array.newInstance(componentType, components.size());
    for (int i = 0; i < components.size(); i++) {
      Array.set(array, i, components.get(i));
    }
    return array;
  }
}
