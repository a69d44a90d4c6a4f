// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a component is that the bytes of an older record lack. */
final class Defaults {
  private static final Map<Class<?>, Object> OF =
      Map.ofEntries(
          Map.entry(boolean.class, false),
          Map.entry(byte.class, (byte) 0),
          Map.entry(short.class, (short) 0),
          Map.entry(char.class, (char) 0),
          Map.entry(int.class, 0),
          Map.entry(long.class, 0L),
          Map.entry(float.class, 0F),
          Map.entry(double.class, 0D),
          Map.entry(Optional.class, Optional.empty()),
          Map.entry(List.class, List.of()),
          Map.entry(Set.class, Set.of()),
          Map.entry(Map.class, Map.of()));

  private Defaults() {}

  static @Nullable Object of(Class<?> type) {
    return OF.get(type);
  }
}
