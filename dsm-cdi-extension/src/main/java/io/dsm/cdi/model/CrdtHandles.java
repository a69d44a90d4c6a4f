// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.model;

import io.dsm.crdt.CrdtDefinition;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from a definition's class which handle type it defines. */
public final class CrdtHandles {

  private CrdtHandles() {}

  /**
   * The handle type of a class that implements {@link CrdtDefinition}, if it is spelt out there.
   */
  public static Optional<Type> of(Class<?> definition) {
    Stream<Type> parents =
        Stream.concat(
            Stream.ofNullable(definition.getGenericSuperclass()),
            Arrays.stream(definition.getGenericInterfaces()));
    return parents.flatMap(parent -> inParent(parent).stream()).findFirst();
  }

  private static Optional<Type> inParent(Type parent) {
    if (parent instanceof ParameterizedType generic) {
      return Objects.equals(generic.getRawType(), CrdtDefinition.class)
          ? Optional.of(generic.getActualTypeArguments()[0])
          : of((Class<?>) generic.getRawType());
    }
    return parent instanceof Class<?> plain ? of(plain) : Optional.empty();
  }
}
