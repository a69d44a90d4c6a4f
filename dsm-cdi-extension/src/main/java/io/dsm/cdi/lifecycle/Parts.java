// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

import io.dsm.DsmException;
import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtDefinition;
import java.lang.reflect.Type;
import java.util.Optional;

/** Codecs and CRDT definitions the application brings, wherever its container keeps them. */
public interface Parts {

  /** The codec of that class. */
  ValueCodec<?> codec(Class<?> type);

  /** The definition of that class. */
  CrdtDefinition<?, ?> definition(Class<?> type);

  /** The definition of CRDTs with that handle type. */
  Optional<CrdtDefinition<?, ?>> definitionOf(Type handle, ClassLoader loader);

  /**
   * A new object of a class without parameters to its constructor.
   *
   * @throws DsmException.Rejected if there is no such constructor, or it fails
   */
  static <T> T instance(Class<T> type) {
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException | RuntimeException failure) {
      throw new DsmException.Rejected(
          type.getName()
              + " cannot be created; the collection that names it is not opened; make it a bean or"
              + " give it a constructor without parameters",
          failure);
    }
  }
}
