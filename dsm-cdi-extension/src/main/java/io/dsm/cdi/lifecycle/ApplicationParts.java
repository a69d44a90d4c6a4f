// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.cdi.lifecycle;

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
public class ApplicationParts implements Parts {

  // Injected as Instance so that containers that remove unused beans keep these.
  @Inject @Any Instance<ValueCodec<?>> codecs;
  @Inject @Any Instance<CrdtDefinition<?, ?>> definitions;

  @Override
  public ValueCodec<?> codec(Class<?> type) {
    return codecs.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> Parts.instance(type.asSubclass(ValueCodec.class)));
  }

  @Override
  public CrdtDefinition<?, ?> definition(Class<?> type) {
    return definitions.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(() -> Parts.instance(type.asSubclass(CrdtDefinition.class)));
  }

  @Override
  public Optional<CrdtDefinition<?, ?>> definitionOf(Type handle, ClassLoader loader) {
    Stream<CrdtDefinition<?, ?>> services =
        ServiceLoader.load(CrdtDefinition.class, loader).stream().map(ServiceLoader.Provider::get);
    return Stream.concat(definitions.stream(), services)
        .filter(definition -> CrdtHandles.of(definition.getClass()).equals(Optional.of(handle)))
        .findFirst();
  }
}
