// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

import io.dsm.DsmException;
import io.dsm.cdi.model.CrdtHandles;
import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Codecs and CRDT definitions the application brings: beans, services, or plain classes. */
@ApplicationScoped
public class ApplicationParts {

  // Injected as Instance so that containers that remove unused beans keep these.
  @Inject @Any Instance<ValueCodec<?>> codecs;
  @Inject @Any Instance<CrdtDefinition<?, ?>> definitions;

  /** The codec of that class. */
  ValueCodec<?> codec(Class<?> type) {
    return codecs.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> instance(type.asSubclass(ValueCodec.class)));
  }

  /** The definition of that class. */
  CrdtDefinition<?, ?> definition(Class<?> type) {
    return definitions.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> instance(type.asSubclass(CrdtDefinition.class)));
  }

  /** The definition of CRDTs with that handle type. */
  Optional<CrdtDefinition<?, ?>> definitionOf(Type handle, ClassLoader loader) {
    Stream<CrdtDefinition<?, ?>> services =
        ServiceLoader.load(CrdtDefinition.class, loader).stream().map(ServiceLoader.Provider::get);
    return Stream.concat(definitions.stream(), services)
        .filter(definition -> CrdtHandles.of(definition.getClass()).equals(Optional.of(handle)))
        .findFirst();
  }

  private static <T> T instance(Class<T> type) {
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
