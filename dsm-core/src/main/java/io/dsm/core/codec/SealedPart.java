// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import java.util.HashMap;
import java.util.Map;

/** A value of a sealed type: the simple name of its class, then the value. */
final class SealedPart implements Part {
  private final Class<?> type;
  private final Map<Class<?>, Leaf> byClass;
  private final Map<String, Leaf> byName = new HashMap<>();

  SealedPart(Class<?> type, Map<Class<?>, Leaf> byClass) {
    this.type = type;
    this.byClass = byClass;
    byClass.values().forEach(leaf -> byName.put(leaf.name(), leaf));
  }

  @Override
  public void write(ByteWriter out, Object value, int depth) {
    Class<?> valueClass = value instanceof Enum<?> e ? e.getDeclaringClass() : value.getClass();
    Leaf leaf = byClass.get(valueClass);
    if (leaf == null) {
      throw new ClassCastException(valueClass.getName() + " is not permitted by " + type.getName());
    }
    out.writeString(leaf.name());
    leaf.part().write(out, value, Depth.written(depth));
  }

  @Override
  public Object read(ByteReader in, int depth) {
    String name = in.readString();
    Leaf leaf = byName.get(name);
    if (leaf == null) {
      throw new MalformedBytes(type.getName() + " permits no '" + name + "' here");
    }
    return leaf.part().read(in, Depth.read(depth));
  }

  /** A permitted class. */
  record Leaf(String name, Part part) {}
}
