// SPDX-License-Identifier: Apache-2.0
// Copyright the DSM authors
package io.dsm.spring;

import io.dsm.cdi.lifecycle.Parts;
import io.dsm.cdi.model.CrdtHandles;
import io.dsm.codec.ValueCodec;
import io.dsm.crdt.CrdtDefinition;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/** Codecs and CRDT definitions the application brings: beans, services, or plain classes. */
final class SpringParts implements Parts {

  private final ListableBeanFactory beans;

  SpringParts(ListableBeanFactory beans) {
    this.beans = beans;
  }

  @Override
  public ValueCodec<?> codec(Class<?> type) {
    return (ValueCodec<?>) beanOrNew(type);
  }

  @Override
  public CrdtDefinition<?, ?> definition(Class<?> type) {
    return (CrdtDefinition<?, ?>) beanOrNew(type);
  }

  private Object beanOrNew(Class<?> type) {
    Object bean = beans.getBeanProvider(type).getIfUnique();
    return bean != null ? bean : Parts.instance(type);
  }

  @Override
  public Optional<CrdtDefinition<?, ?>> definitionOf(Type handle, ClassLoader loader) {
    Stream<CrdtDefinition<?, ?>> services =
        ServiceLoader.load(CrdtDefinition.class, loader).stream()
            .filter(service -> defines(service.type(), handle))
            .map(ServiceLoader.Provider::get);
    Stream<CrdtDefinition<?, ?>> ofBeans =
        names()
            .filter(name -> defines(beans.getType(name), handle))
            .map(name -> beans.getBean(name, CrdtDefinition.class));
    return Stream.concat(ofBeans, services).findFirst();
  }

  /** Whether there is such a definition; creates no bean. */
  boolean definesByType(Type handle, ClassLoader loader) {
    return names().anyMatch(name -> defines(beans.getType(name, false), handle))
        || ServiceLoader.load(CrdtDefinition.class, loader).stream()
            .anyMatch(service -> defines(service.type(), handle));
  }

  private Stream<String> names() {
    return Arrays.stream(beans.getBeanNamesForType(CrdtDefinition.class, true, false));
  }

  private static boolean defines(@Nullable Class<?> definition, Type handle) {
    return definition != null && CrdtHandles.of(definition).equals(Optional.of(handle));
  }
}
