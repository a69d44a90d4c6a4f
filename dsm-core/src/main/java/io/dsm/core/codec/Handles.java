// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.core.codec;

import io.dsm.DsmException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Direct handles on records of any module: as everybody may if the record is public and exported,
 * else as a friend to whom its package is open.
 */
final class Handles {
  private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);
  private static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

  private Handles() {}

  /** {@code (Object) -> Object}. */
  static MethodHandle accessor(RecordComponent component, String path) {
    return access(
            component.getDeclaringRecord(),
            path,
            component.getAccessor(),
            lookup -> lookup.unreflect(component.getAccessor()))
        .asType(ACCESSOR);
  }

  /** {@code (Object[]) -> Object}. */
  static MethodHandle constructor(Class<?> record, String path) {
    RecordComponent[] components = record.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Constructor<?> canonical;
    try {
      canonical = record.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new AssertionError("every record has its canonical constructor: " + record, e);
    }
    return access(record, path, canonical, lookup -> lookup.unreflectConstructor(canonical))
        .asSpreader(Object[].class, components.length)
        .asType(CONSTRUCTOR);
  }

  private static MethodHandle access(
      Class<?> type, String path, AccessibleObject member, Unreflection unreflection) {
    try {
      return unreflection.with(MethodHandles.publicLookup());
    } catch (IllegalAccessException notPublic) {
      try {
        member.setAccessible(true);
        return unreflection.with(MethodHandles.lookup());
      } catch (IllegalAccessException | InaccessibleObjectException e) {
        throw closed(type, path, e);
      }
    }
  }

  private static DsmException.Rejected closed(Class<?> type, String path, Exception cause) {
    String module = type.getModule().isNamed() ? type.getModule().getName() : "the class path";
    return new DsmException.Rejected(
        path
            + " of type "
            + type.getName()
            + " cannot be read or built, because package "
            + type.getPackageName()
            + " of "
            + module
            + " is closed to io.dsm.core; the collection was not opened; declare 'opens "
            + type.getPackageName()
            + " to io.dsm.core;' or give a codec",
        cause);
  }

  /** Makes a handle with the rights of a lookup. */
  @FunctionalInterface
  private interface Unreflection {
    MethodHandle with(MethodHandles.Lookup lookup) throws IllegalAccessException;
  }
}
