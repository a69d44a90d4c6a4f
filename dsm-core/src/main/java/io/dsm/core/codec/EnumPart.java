// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A constant of an enum by its name, so that constants may be added and reordered. */
final class EnumPart implements Part {
  private final Class<?> type;
  private final Map<String, Object> byName = new HashMap<>();

  EnumPart(Class<?> type, String path) {
    this.type = type;
    Object[] constants = type.getEnumConstants();
    if (constants == null) {
      throw Planner.rejected(
          new Shape(type, List.of()),
          path,
          "hides its constants",
          "declare 'opens " + type.getPackageName() + " to io.dsm.core;' or give a codec");
    }
    for (Object constant : constants) {
      byName.put(((Enum<?>) constant).name(), constant);
    }
  }

  @Override
  public void write(ByteWriter out, Object value, int depth) {
    out.writeString(((Enum<?>) type.cast(value)).name());
  }

  @Override
  public Object read(ByteReader in, int depth) {
    String name = in.readString();
    Object constant = byName.get(name);
    if (constant == null) {
      throw new MalformedBytes("enum " + type.getName() + " has no '" + name + "' here");
    }
    return constant;
  }
}
